"""The register of all children: who they are, with whom and where they live, what each of them needs."""

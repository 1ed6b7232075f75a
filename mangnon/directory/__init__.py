"""Who helps children, with what, where and when: providers, services, places of service."""

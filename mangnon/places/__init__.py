"""Administrative units with life spans, parents and successions; hamlets."""

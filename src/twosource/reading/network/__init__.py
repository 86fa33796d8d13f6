"""Pages from the network, on request only: checked addresses, limits, robots.txt, and a copy kept."""

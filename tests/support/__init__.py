"""What several tests share: servers, agents, offices, clocks, windows."""

"""Partners and their projects: agreements, money and results by place, reports that are due."""

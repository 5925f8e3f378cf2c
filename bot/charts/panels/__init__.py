"""Where the marks of each kind of panel are; its template says how they look."""

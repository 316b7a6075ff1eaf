"""What if reading a file kills its reader? It is read in a child process that has nothing to lose."""

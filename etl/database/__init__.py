"""The picture of the archive that readers see: snapshots, made anew and never changed."""

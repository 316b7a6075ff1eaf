"""What others changed since a template was filled, kept unless its sender says otherwise."""

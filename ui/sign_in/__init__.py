"""How does a visitor come in, and how is somebody who may not kept out?"""

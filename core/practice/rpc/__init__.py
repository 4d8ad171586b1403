"""The JSON-RPC methods of the practice node, a module for each room."""

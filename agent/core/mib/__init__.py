"""What the MIBs define: objects, enumerations, state reasons, character sets."""

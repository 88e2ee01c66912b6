"""Devices: ports, drivers and shipped fakes for camera, scanner, printer and scale."""

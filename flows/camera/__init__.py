"""The camera: an observer that takes the manual's pictures while a procedure is walked."""

from flows.camera.album import Album, Picture
from flows.camera.camera import Camera
from flows.camera.shots import SHOTS, Shot

__all__ = ["SHOTS", "Album", "Camera", "Picture", "Shot"]

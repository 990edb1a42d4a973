"""What an output needs before it can talk: its secret, and whom to trust."""

from __future__ import annotations

import ssl

from facegate.domain.ports_doors import DoorSecrets
from facegate.errors import DoorError, StorageError


def secret_of(secrets: DoorSecrets, output: str) -> str:
    """The secret of an output. Raises DoorError: there is none, or it cannot be read."""
    try:
        secret = secrets.load(output)
    except StorageError as error:
        raise DoorError(
            "Secret not readable",
            "The secret of the output {output} cannot be read: {reason}",
            "Unlock the keyring, or set the secret again: facegate doors secret {output}",
            output=output,
            reason=error.message,
        ) from error
    if secret is None:
        raise DoorError(
            "Secret missing",
            "The output {output} has no secret, so it does not speak to anybody.",
            "Set it: facegate doors secret {output}",
            output=output,
        )
    return secret


def tls_context(ca_file: str) -> ssl.SSLContext:
    """Checks names and certificates; by the system's authorities unless a file is named. Raises DoorError."""
    try:
        return ssl.create_default_context(cafile=ca_file or None)
    except (OSError, ValueError) as error:
        raise DoorError(
            "Certificates not readable",
            "The file {path} holds no certificates that can be read.",
            "Correct its path in the settings; it must be in PEM form.",
            path=ca_file,
        ) from error

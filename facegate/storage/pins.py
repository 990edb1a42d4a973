"""PINs as Argon2id hashes. The only import of argon2.

The hash is what is slow on purpose. It does not make a PIN safe in a stolen file, as all ten thousand can be tried in
minutes: for that the database holds it sealed with the key of the data folder (:mod:`facegate.storage.sealing`).
"""

from __future__ import annotations

import secrets
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher


class Argon2Pins:
    """Implements :class:`facegate.domain.ports.PinHasher`.

    Argon2id, 3 passes over 64 MiB with 4 lanes, 128-bit salt, 256-bit tag: the second recommendation of RFC 9106,
    section 4, for where memory is scarce; above the least that OWASP's Password Storage Cheat Sheet asks for (19 MiB,
    2 passes). Some tenths of a second on a small machine. A hash of other parameters is replaced when its PIN is typed.
    """

    def hash(self, pin: str) -> str:
        """See :class:`facegate.domain.ports.PinHasher`."""
        return self._hasher.hash(pin)

    def prepare(self) -> None:
        """See :class:`facegate.domain.ports.PinHasher`."""
        _ = self._of_nobody

    def verify(self, known: str | None, pin: str) -> bool:
        """See :class:`facegate.domain.ports.PinHasher`."""
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return self._hasher.verify(known or self._of_nobody, pin) and known is not None
        except (VerificationError, InvalidHashError):
            return False

    def outdated(self, known: str) -> bool:
        """See :class:`facegate.domain.ports.PinHasher`."""
        return self._hasher.check_needs_rehash(known)

    @cached_property
    def _hasher(self) -> PasswordHasher:
        # Here, not above: lists and exports need none of it.
        from argon2 import PasswordHasher
        from argon2.profiles import RFC_9106_LOW_MEMORY

        return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)

    @cached_property
    def _of_nobody(self) -> str:
        """The hash of what nobody can type, made with the parameters of all others."""
        return self._hasher.hash(secrets.token_hex())

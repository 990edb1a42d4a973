"""Migrations, one file a revision, applied in order.

A new one is ``NNNN_what_it_does.py`` with ``revision``, ``down_revision`` and
``upgrade``; :data:`facegate.storage.schema.REVISION` follows it, and the schema
that it starts from is frozen in ``tests/schemas``. A migration never imports
``schema``: it must do the same in ten years. A table that is rebuilt by
``op.batch_alter_table`` loses its triggers; append-only ones get them back.
"""

#!/bin/sh
# Runs a command inside an X server of its own, so that the window is tested as a user has it.
# Without Xvfb it runs with Qt's offscreen platform, and says so.
set -u
unset QT_QPA_PLATFORM
if command -v xvfb-run >/dev/null 2>&1; then
    exec xvfb-run -a -s "-screen 0 1920x1200x24 -nolisten tcp" "$@"
fi
case "$(uname -s)" in
Linux)
    echo "xvfb-run is not installed: the window is tested offscreen only." >&2
    QT_QPA_PLATFORM=offscreen
    export QT_QPA_PLATFORM
    ;;
esac
exec "$@"

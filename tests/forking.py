# SPDX-License-Identifier: Apache-2.0
"""Loads a module and forks a process for each that is asked for: `python -m tests.forking MODULE SOCKET`.

To load the program takes a second, to fork a millisecond. tests/processes.py asks, one line of JSON at a time.
"""

import importlib
import json
import os
import socket
import sys
import traceback

MOST = 65536


def be(module, words, places):
    """What a forked process does: the module's `main`, between the two pipes that stand in `places`."""
    for number, place in enumerate(places):
        os.dup2(place, number)
        os.close(place)
    sys.argv[1:] = words
    code = 1
    try:
        module.main()
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, this process must not go on as its parent.
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def main():
    module = importlib.import_module(sys.argv[1])
    with socket.socket(fileno=int(sys.argv[2])) as line:
        while True:
            asked, places, *_ = socket.recv_fds(line, MOST, 2)
            if not asked:
                return
            what, *words = json.loads(asked)
            if what == "start":
                answer = os.fork()
                if answer == 0:
                    line.close()
                    be(module, words, places)
                for place in places:
                    os.close(place)
            else:
                ended, status = os.waitpid(words[0], 0 if what == "wait" else os.WNOHANG)
                answer = os.waitstatus_to_exitcode(status) if ended else None
            line.sendall(json.dumps(answer).encode())


if __name__ == "__main__":
    main()

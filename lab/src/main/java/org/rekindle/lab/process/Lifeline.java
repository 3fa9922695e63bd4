// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ties a child process to this one, so that the child dies with it even by {@code kill -9}.
 *
 * <p>Where there is {@code setpriv}, the kernel does it (parent death signal). Elsewhere a small shell reads a pipe that
 * only this process can write to, and kills the child when the pipe ends.
 */
public enum Lifeline {
    PARENT_DEATH_SIGNAL {
        @Override
        List<String> wrap(List<String> command) {
            return concat(List.of("setpriv", "--pdeathsig", "KILL", "--"), command);
        }

        @Override
        void cut(Process process) {
            process.destroyForcibly();
        }
    },
    WATCHED_PIPE {
        @Override
        List<String> wrap(List<String> command) {
            return concat(List.of("/bin/sh", "-c", WATCHDOG), command);
        }

        @Override
        void cut(Process process) throws IOException {
            process.getOutputStream().close();
        }
    };

    /** {@code $0} is the program; its own standard input is empty, and it does not inherit the pipe. */
    private static final String WATCHDOG = """
            exec 3<&0 </dev/null
            "$0" "$@" 3<&- &
            child=$!
            { read -r line <&3; kill -9 "$child"; } 2>/dev/null &
            guard=$!
            exec 3<&-
            wait "$child"
            code=$?
            kill -9 "$guard" 2>/dev/null
            exit "$code"
            """;

    /** The best that this machine has. */
    public static Lifeline best() {
        return setpriv().isPresent() ? PARENT_DEATH_SIGNAL : WATCHED_PIPE;
    }

    /** The command that runs another command on this lifeline. */
    abstract List<String> wrap(List<String> command);

    /** Makes the child die now. */
    abstract void cut(Process process) throws IOException;

    private static Optional<Path> setpriv() {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return List.of(path.split(File.pathSeparator)).stream()
                .map(folder -> Path.of(folder, "setpriv"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}

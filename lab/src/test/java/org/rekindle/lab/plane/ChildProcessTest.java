// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChildProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Lifeline.class)
    void aChildEndsWithItsCodeAndItsLogIsKept(Lifeline lifeline) throws Exception {
        Path log = folder.resolve("log");
        ChildProcess child = ChildProcess.start(
                lifeline, List.of("/bin/sh", "-c", "echo one; echo \"$WORD\"; exit 3"), log, Map.of("WORD", "two"));
        assertThat(child.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(ChildProcess.tail(log, 1)).containsExactly("two");
        assertThat(ChildProcess.tail(log, 9)).containsExactly("one", "two");
    }

    @ParameterizedTest
    @EnumSource(Lifeline.class)
    void aChildIsGoneWhenItIsKilled(Lifeline lifeline) throws Exception {
        Path pid = folder.resolve("pid");
        ChildProcess child = ChildProcess.start(
                lifeline,
                List.of("/bin/sh", "-c", "echo $$ > " + pid + "; exec sleep 600"),
                folder.resolve("log"),
                Map.of());
        long sleeper = pidIn(pid);
        child.kill();
        await().atMost(PATIENCE).until(() -> isGone(sleeper));
    }

    /** The parent is a Java process of its own that is killed the hard way. */
    @ParameterizedTest
    @EnumSource(Lifeline.class)
    void aChildDiesWithItsParentEvenByKillMinusNine(Lifeline lifeline) throws Exception {
        Path pid = folder.resolve("pid");
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        lifeline.name(),
                        pid.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("parent.log").toFile())
                .start();
        try {
            long sleeper = pidIn(pid);
            assertThat(isGone(sleeper)).isFalse();
            parent.destroyForcibly();
            await().atMost(PATIENCE).until(() -> isGone(sleeper));
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void whatCannotBeStartedIsNamed() {
        assertThatThrownBy(() -> ChildProcess.start(
                        Lifeline.WATCHED_PIPE,
                        List.of("true"),
                        folder.resolve("no-such-folder").resolve("log"),
                        Map.of()))
                .isInstanceOf(PlaneException.class)
                .hasMessageContaining("cannot start true");
    }

    private static long pidIn(Path file) {
        await().atMost(PATIENCE)
                .until(() -> Files.exists(file) && !Files.readString(file).isBlank());
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static boolean isGone(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    /** Starts a long sleep from a thread that ends at once, and stays. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            Thread shortLived = new Thread(() -> ChildProcess.start(
                    Lifeline.valueOf(arguments[0]),
                    List.of("/bin/sh", "-c", "echo $$ > " + arguments[1] + "; exec sleep 600"),
                    Path.of(arguments[1]).resolveSibling("child.log"),
                    Map.of()));
            shortLived.start();
            shortLived.join();
            Thread.sleep(TimeUnit.MINUTES.toMillis(10));
        }
    }
}

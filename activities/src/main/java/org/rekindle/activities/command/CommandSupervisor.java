// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.rekindle.activities.process.FolderRemoval;

/**
 * The process between the worker and a command: takes one order as a line of JSON on its standard input, starts the command, and says on
 * its standard error how it ended. The command's output is its own standard output.
 *
 * <p>The input stays open for as long as the worker lives. When it ends, the command ends, with all that it has started: no deployer
 * goes on in a cluster that another attempt has taken over. This process never ends by itself: the worker ends it when it has heard how
 * the command ended. If the worker dies before, even in the same moment as the command, the folder with the kubeconfig is removed here.
 */
public final class CommandSupervisor {

    /** What the line begins with that says how the command ended. */
    static final String ENDED = "rekindle-command-ended ";

    /** What the line begins with that says why the command was not started. */
    static final String NOT_STARTED = "rekindle-command-not-started ";

    /** For a process that was asked to end. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private CommandSupervisor() {}

    /** Started by the worker, never by hand. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        SupervisedOrder order = new ObjectMapper().readValue(readLine(System.in), SupervisedOrder.class);
        ProcessTree tree = new ProcessTree(new CommandMark(order.mark()), ProcessHandle.current());
        Thread watch = endWithParent(System.in, tree, Path.of(order.workspace()));
        try {
            int code = start(order).waitFor();
            tree.end(GRACE);
            System.err.println(ENDED + code);
        } catch (IOException e) {
            System.err.println(NOT_STARTED + e.getMessage());
        }
        System.err.flush();
        watch.join();
    }

    private static Process start(SupervisedOrder order) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(order.run())
                .directory(new File(order.folder()))
                .redirectInput(new File(order.input()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(order.environment());
        return builder.start();
    }

    /** Not buffered beyond the line: what comes after it is the end, which the watch must see. */
    private static String readLine(InputStream input) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static Thread endWithParent(InputStream input, ProcessTree tree, Path workspace) {
        Thread watch = new Thread(
                () -> {
                    try {
                        // The parent sends nothing more: this returns when it has gone.
                        input.transferTo(OutputStream.nullOutputStream());
                        tree.end(GRACE);
                        FolderRemoval.remove(workspace);
                    } catch (IOException e) {
                        System.err.println("The clean-up after the end of the parent failed: " + e);
                    } finally {
                        Runtime.getRuntime().halt(1);
                    }
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
        return watch;
    }
}

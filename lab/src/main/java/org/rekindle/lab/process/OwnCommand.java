// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.process;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How this very program is started again, for something else. */
public final class OwnCommand {

    private OwnCommand() {}

    /** The command line that runs {@code rekindle} with these arguments in another process. */
    public static List<String> line(List<String> arguments, String... javaOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agentlib") && !option.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of(javaOptions));
        command.addAll(List.of("-cp", classPath(arguments.get(0)), "org.rekindle.worker.cli.RekindleMain"));
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /** The folder of the source tree, as the launcher says; the one it was started in when the launcher says nothing. */
    public static Path home() {
        return Path.of(System.getProperty("rekindle.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    /** As the launcher gives it: the worker runs without what only the lab needs, which is in a folder of that name. */
    private static String classPath(String subcommand) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> new File(entry).getAbsoluteFile())
                .filter(entry -> !subcommand.equals("worker") || !isInLabFolder(entry))
                .map(File::getPath)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isInLabFolder(File entry) {
        return entry.getPath().endsWith("/lab/" + entry.getName());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./rekindle tools}: everything that a run would fetch or build, ahead of it. */
@Command(
        name = "tools",
        description = "Fetch or build the tools that are not Java, so that no later run has to wait for them.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./rekindle tools", "  ./rekindle tools etcd kube-apiserver", "  ./rekindle tools capi-core"})
public final class ToolsCommand implements Callable<Integer> {
    private final Supplier<ToolFinder> finder;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "TOOL",
            arity = "0..*",
            description =
                    "Only these; when none is named, all but those for the labs with a real OpenStack or real hubs.")
    private List<String> names = List.of();

    /** For the tools of every module on the class path. */
    public ToolsCommand() {
        this(ToolFinder::create);
    }

    /** @param finder asked only when the command runs, so that help comes at once */
    ToolsCommand(Supplier<ToolFinder> finder) {
        this.finder = finder;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        ToolFinder tools = finder.get();
        try {
            for (Tool tool : wanted(tools)) {
                FoundTool found = tools.obtain(tool, line -> say(err, line));
                out.printf(
                        "%-24s %-40s %-12s %s%n",
                        tool.command(), found.version(), found.origin().label(), found.path());
                out.flush();
            }
            return CommandLine.ExitCode.OK;
        } catch (ToolUnavailableException e) {
            say(err, "rekindle: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private List<Tool> wanted(ToolFinder tools) {
        if (names.isEmpty()) {
            return tools.everyday();
        }
        List<String> known = tools.all().stream().map(Tool::command).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(), "there is no tool " + name + "; there are " + String.join(", ", known));
            }
        }
        return tools.all().stream()
                .filter(tool -> names.contains(tool.command()))
                .toList();
    }

    private static void say(PrintWriter writer, String line) {
        writer.println(line);
        writer.flush();
    }
}

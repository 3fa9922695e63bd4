// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rekindle.worker.tools.Check.Status;

/** Looks at everything that a run needs and changes nothing; {@code ./rekindle doctor} prints what it says. */
public final class Doctor {
    private final ToolFinder tools;
    private final MachineChecks machine;

    public Doctor(ToolFinder tools, Path stateFolder) {
        this.tools = tools;
        this.machine = new MachineChecks(tools.surroundings(), stateFolder);
    }

    /** The tools first, then the machine. */
    public List<Check> examine() {
        List<Check> checks = new ArrayList<>();
        Tool.forEveryday().stream().map(this::tool).forEach(checks::add);
        boolean toBuild = checks.stream().anyMatch(check -> check.status() != Status.OK);
        checks.add(go(toBuild));
        checks.addAll(machine.all());
        return List.copyOf(checks);
    }

    /** Whether a run would work: what is optional may be missing. */
    public static boolean isFit(List<Check> checks) {
        return checks.stream().noneMatch(check -> check.status() == Status.MISSING);
    }

    private Check tool(Tool tool) {
        String wanted = tools.spec(tool).version();
        ToolFinder.Sighting sighting = tools.look(tool);
        String passedOver = String.join("; ", sighting.passedOver());
        Optional<FoundTool> there = sighting.tool();
        if (there.isPresent()) {
            FoundTool found = there.get();
            return new Check(
                    tool.command(),
                    Status.OK,
                    wanted,
                    found.version(),
                    found.path(),
                    found.origin().label(),
                    null);
        }
        return tools.wouldCome(tool)
                .map(origin -> new Check(
                        tool.command(),
                        Status.WILL_COME,
                        wanted,
                        passedOver.isEmpty() ? null : passedOver,
                        null,
                        "would be " + origin.label(),
                        "The first run that needs it fetches it; ahead of that: ./rekindle tools " + tool.command()))
                .orElseGet(() -> Check.bad(
                        Status.MISSING,
                        tool.command(),
                        wanted,
                        passedOver.isEmpty() ? null : passedOver,
                        null,
                        "It can be built here, but there is no go on PATH. " + ToolBuild.GET_GO));
    }

    private Check go(boolean toBuild) {
        String wanted = "1.21 or later, to build tools";
        Optional<Path> go = tools.go();
        Optional<String> version = go.flatMap(path -> Command.output(List.of(path.toString(), "env", "GOVERSION")));
        if (go.isPresent() && version.isPresent()) {
            return GoVersion.isEnough(version.get())
                    ? Check.ok("go", wanted, version.get(), go.get())
                    : Check.bad(
                            toBuild ? Status.MISSING : Status.OPTIONAL,
                            "go",
                            wanted,
                            version.get(),
                            go.get(),
                            ToolBuild.GET_GO);
        }
        return toBuild
                ? Check.bad(Status.MISSING, "go", wanted, null, null, ToolBuild.GET_GO)
                : Check.ok("go", wanted, "not needed: every tool is there", null);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.tools.Check.Status;

/** Looks at everything that a run needs and changes nothing; {@code ./rekindle doctor} prints what it finds. */
public final class Doctor {
    private static final String WANTED_GO = "1.21 or later, to build tools";

    private final ToolFinder tools;
    private final Path stateFolder;
    private final Iterable<CheckProvider> others;

    /** With the checks of every module on the class path. */
    public Doctor(ToolFinder tools, Path stateFolder) {
        this(tools, stateFolder, ServiceLoader.load(CheckProvider.class));
    }

    /** @param others what other modules need */
    Doctor(ToolFinder tools, Path stateFolder, Iterable<CheckProvider> others) {
        this.tools = tools;
        this.stateFolder = stateFolder;
        this.others = others;
    }

    /** The tools first, then the machine. */
    public List<Check> examine() {
        List<Check> checks = new ArrayList<>();
        tools.everyday().stream().map(this::tool).forEach(checks::add);
        boolean toBuild = checks.stream().anyMatch(check -> check.status() != Status.OK);
        checks.add(go(toBuild));
        Surroundings surroundings = tools.surroundings();
        checks.addAll(MachineChecks.all(surroundings.cacheFolder(), stateFolder));
        others.forEach(provider -> checks.addAll(provider.checks(surroundings)));
        return List.copyOf(checks);
    }

    /** Whether a run would work: what is optional may be missing. */
    public static boolean isFit(List<Check> checks) {
        return checks.stream().noneMatch(check -> check.status() == Status.MISSING);
    }

    private Check tool(Tool tool) {
        ToolFinder.Sighting sighting = tools.look(tool);
        return sighting.tool()
                .map(this::present)
                .or(() -> tools.wouldCome(tool).map(origin -> toCome(tool, sighting, origin)))
                .orElseGet(() -> Check.bad(
                        Status.MISSING,
                        tool.command(),
                        tools.version(tool),
                        passedOver(sighting),
                        null,
                        "It can be built here, but there is no go on PATH. " + ToolBuild.GET_GO));
    }

    private Check present(FoundTool found) {
        Tool tool = found.tool();
        return new Check(
                tool.command(),
                Status.OK,
                tools.version(tool),
                found.version(),
                found.path(),
                found.origin().label(),
                null);
    }

    private Check toCome(Tool tool, ToolFinder.Sighting sighting, FoundTool.Origin origin) {
        return new Check(
                tool.command(),
                Status.WILL_COME,
                tools.version(tool),
                passedOver(sighting),
                null,
                "would be " + origin.label(),
                "The first run that needs it fetches it; ahead of that: ./rekindle tools " + tool.command());
    }

    private static @Nullable String passedOver(ToolFinder.Sighting sighting) {
        if (sighting.passedOver().isEmpty()) {
            return null;
        }
        return String.join("; ", sighting.passedOver());
    }

    private Check go(boolean toBuild) {
        @Nullable Path path = tools.go().orElse(null);
        @Nullable String version = path == null ? null : goVersion(path);
        if (version != null && GoVersion.isEnough(version)) {
            return Check.ok("go", WANTED_GO, version, path);
        }
        if (version == null && !toBuild) {
            return Check.ok("go", WANTED_GO, "not needed: every tool is there", null);
        }
        return Check.bad(
                toBuild ? Status.MISSING : Status.OPTIONAL,
                "go",
                WANTED_GO,
                version,
                version == null ? null : path,
                ToolBuild.GET_GO);
    }

    private static @Nullable String goVersion(Path go) {
        return Command.output(List.of(go.toString(), "env", "GOVERSION")).orElse(null);
    }
}

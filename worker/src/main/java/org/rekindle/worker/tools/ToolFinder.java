// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.rekindle.worker.tools.FoundTool.Origin;

/**
 * Finds the tools that are not Java: in the folder that {@code REKINDLE_TOOLS_DIR} names, on PATH when it is the pinned
 * version, in the cache; and makes them when asked to: by a download with a pinned checksum, else by {@code go build}.
 */
public final class ToolFinder {
    private final ToolCatalogue catalogue;
    private final Surroundings surroundings;
    private final ToolCache cache;
    private final Map<Tool, FoundTool> known = new ConcurrentHashMap<>();

    /** For these tools, in these surroundings. */
    public ToolFinder(ToolCatalogue catalogue, Surroundings surroundings) {
        this.catalogue = catalogue;
        this.surroundings = surroundings;
        this.cache = new ToolCache(surroundings.cacheFolder());
    }

    /** For the shipped tools and this process's surroundings. */
    public static ToolFinder create() {
        return new ToolFinder(ToolCatalogue.shipped(), Surroundings.ofThisProcess());
    }

    /**
     * What a look around gave.
     *
     * @param passedOver what has the name and will not do, each as a sentence
     */
    public record Sighting(Optional<FoundTool> tool, List<String> passedOver) {}

    /** Looks, and makes nothing. */
    public Sighting look(Tool tool) {
        ToolSpec spec = catalogue.spec(tool);
        List<String> passedOver = new ArrayList<>();
        Optional<FoundTool> found =
                inFolder(tool, spec).or(() -> onPath(tool, spec, passedOver)).or(() -> inCache(tool, spec));
        return new Sighting(found, List.copyOf(passedOver));
    }

    /**
     * The path of a tool, which is downloaded or built when it is not there. That may take minutes; the progress hears a
     * line every few seconds.
     *
     * @throws ToolUnavailableException when it cannot be had; the message says why, and the cure
     */
    public Path ensure(Tool tool, Progress progress) {
        return obtain(tool, progress).path();
    }

    /** Like {@link #ensure}, and says where the tool came from. */
    public FoundTool obtain(Tool tool, Progress progress) {
        FoundTool before = known.get(tool);
        if (before != null && Files.isExecutable(before.path())) {
            return before;
        }
        Sighting sighting = look(tool);
        FoundTool found = sighting.tool().orElseGet(() -> {
            sighting.passedOver().forEach(progress::say);
            return make(tool, sighting, progress);
        });
        known.put(tool, found);
        return found;
    }

    /**
     * The unpacked sources of a Go module that a tool is built from, in Go's module cache: fetched when they are not there,
     * and checked against the pinned sums.
     *
     * @throws ToolUnavailableException when they cannot be had; the message says why, and the cure
     */
    public Path sources(Tool tool, String module) {
        Path go = go().orElseThrow(() -> new ToolUnavailableException(
                "The sources of " + module + " can be fetched, but there is no go on PATH. " + ToolBuild.GET_GO));
        try {
            Path work = Files.createTempDirectory("rekindle-sources");
            try {
                return ModuleSource.layDown(go, catalogue.spec(tool).module(), work.resolve("module"))
                        .sourceOf(module);
            } finally {
                ToolCache.deleteTree(work);
            }
        } catch (IOException e) {
            throw new ToolUnavailableException("the sources of " + module + " could not be fetched: " + e, e);
        }
    }

    /** How the tool would be had if {@link #ensure} were called and it is not there: empty when that cannot work. */
    public Optional<Origin> wouldCome(Tool tool) {
        if (catalogue.spec(tool).downloadFor(surroundings.platform()).isPresent()) {
            return Optional.of(Origin.DOWNLOADED);
        }
        return go().map(path -> Origin.BUILT);
    }

    /** The tools that are made without being named. */
    public List<Tool> everyday() {
        return catalogue.everyday();
    }

    /** Every tool that there is an entry for. */
    public List<Tool> all() {
        return catalogue.all();
    }

    /** The version of a tool that is wanted. */
    public String version(Tool tool) {
        return catalogue.spec(tool).version();
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Optional<Path> go() {
        return surroundings.onPath("go").stream().findFirst();
    }

    private Optional<FoundTool> inFolder(Tool tool, ToolSpec spec) {
        return surroundings
                .toolsFolder()
                .map(folder -> folder.resolve(tool.command()))
                .filter(Files::isExecutable)
                .map(path -> new FoundTool(tool, path, printed(spec, path).orElse("unknown"), Origin.FOLDER));
    }

    private Optional<FoundTool> onPath(Tool tool, ToolSpec spec, List<String> passedOver) {
        for (Path path : surroundings.onPath(tool.command())) {
            Optional<String> printed = printed(spec, path);
            if (printed.filter(spec::isVersionIn).isPresent()) {
                return Optional.of(new FoundTool(tool, path, spec.version(), Origin.PATH));
            }
            passedOver.add(path + " is passed over: "
                    + printed.map(line -> "it says \"" + line + "\"").orElse("it does not print its version")
                    + ", and " + spec.version() + " is wanted");
        }
        return Optional.empty();
    }

    private Optional<FoundTool> inCache(Tool tool, ToolSpec spec) {
        return cache.look(spec).map(path -> new FoundTool(tool, path, spec.version(), Origin.CACHE));
    }

    /** The first line that a tool prints about itself. */
    private static Optional<String> printed(ToolSpec spec, Path path) {
        List<String> command = new ArrayList<>();
        command.add(path.toString());
        command.addAll(spec.ask());
        return Command.output(command).flatMap(text -> text.lines().findFirst());
    }

    private FoundTool kept(Tool tool, ToolSpec spec, Path made, Origin origin) throws IOException {
        return new FoundTool(tool, cache.keep(spec, made), spec.version(), origin);
    }

    private FoundTool make(Tool tool, Sighting sighting, Progress progress) {
        ToolSpec spec = catalogue.spec(tool);
        try {
            return cache.makeOnce(spec, progress, work -> {
                        Optional<Path> downloaded = download(spec, work, progress);
                        if (downloaded.isPresent()) {
                            return kept(tool, spec, downloaded.get(), Origin.DOWNLOADED);
                        }
                        return kept(tool, spec, build(tool, spec, sighting, work, progress), Origin.BUILT);
                    })
                    .or(() -> inCache(tool, spec))
                    .orElseThrow(() -> new ToolUnavailableException(missing(tool, sighting)));
        } catch (IOException e) {
            throw new ToolUnavailableException(
                    missing(tool, sighting) + " Making it in " + surroundings.cacheFolder() + " failed: " + e
                            + ". REKINDLE_CACHE names another folder.",
                    e);
        }
    }

    private Optional<Path> download(ToolSpec spec, Path work, Progress progress) {
        Optional<ToolSpec.Download> download = spec.downloadFor(surroundings.platform());
        if (download.isEmpty()) {
            return Optional.empty();
        }
        String what = spec.name() + " " + spec.version() + ": ";
        progress.say(what + "downloading " + download.get().url());
        try {
            Path file = new ToolDownload().fetch(spec, download.get(), work);
            progress.say(what + "downloaded, and its checksum is right");
            return Optional.of(file);
        } catch (IOException e) {
            progress.say(what + "not downloaded (" + e + "); building it instead");
            return Optional.empty();
        }
    }

    private Path build(Tool tool, ToolSpec spec, Sighting sighting, Path work, Progress progress) throws IOException {
        Path go = go().orElseThrow(() -> new ToolUnavailableException(
                missing(tool, sighting) + " It can be built, but there is no go on PATH. " + ToolBuild.GET_GO));
        return new ToolBuild(go).build(spec, work, cache.log(spec), progress);
    }

    private String missing(Tool tool, Sighting sighting) {
        ToolSpec spec = catalogue.spec(tool);
        StringBuilder message = new StringBuilder(spec.name() + " " + spec.version()
                + " is neither on PATH nor in the cache (" + cache.place(spec) + ").");
        sighting.passedOver()
                .forEach(sentence -> message.append(' ').append(sentence).append('.'));
        return message.toString();
    }
}

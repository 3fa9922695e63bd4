// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.tools.FoundTool.Origin;

final class ToolFinderTest {
    private static final String WANTED_ETCD = "echo 'etcd Version: 3.6.8'; echo 'Git SHA: abc'";

    @TempDir
    private Path folder;

    @Test
    void takesWhatIsOnPathWhenItIsTheWantedVersion() {
        Sandbox sandbox = new Sandbox(folder);
        Path etcd = sandbox.onPath("etcd", WANTED_ETCD);
        sandbox.inCache(Sandbox.ETCD);

        assertThat(sandbox.finder().look(Sandbox.ETCD).tool())
                .contains(new FoundTool(Sandbox.ETCD, etcd, "3.6.8", Origin.PATH));
    }

    @Test
    void passesOverAnotherVersionAndSaysWhatWasFound() {
        Sandbox sandbox = new Sandbox(folder);
        Path old = sandbox.onPath("etcd", "echo 'etcd Version: 3.4.23'");
        Path cached = sandbox.inCache(Sandbox.ETCD);

        ToolFinder.Sighting sighting = sandbox.finder().look(Sandbox.ETCD);

        assertThat(sighting.tool().map(FoundTool::path)).contains(cached);
        assertThat(sighting.passedOver())
                .containsExactly(old + " is passed over: it says \"etcd Version: 3.4.23\", and 3.6.8 is wanted");
    }

    @Test
    void takesTheSecondOnPathWhenTheFirstWillNotDo() {
        Sandbox sandbox = new Sandbox(folder);
        sandbox.onPath("etcd", "exit 3");
        Path second = sandbox.script(folder.resolve("other/etcd"), WANTED_ETCD);
        sandbox.with("PATH", sandbox.bin() + ":" + second.getParent());

        assertThat(sandbox.finder().look(Sandbox.ETCD).tool().map(FoundTool::path))
                .contains(second);
    }

    @Test
    void takesTheNamedFolderAsItIs() {
        Sandbox sandbox = new Sandbox(folder);
        sandbox.onPath("etcd", WANTED_ETCD);
        Path own = sandbox.script(folder.resolve("own/etcd"), "echo 'etcd Version: 3.7.0-mine'");
        sandbox.with("REKINDLE_TOOLS_DIR", own.getParent().toString());

        assertThat(sandbox.finder().look(Sandbox.ETCD).tool())
                .contains(new FoundTool(Sandbox.ETCD, own, "etcd Version: 3.7.0-mine", Origin.FOLDER));
    }

    @Test
    void lookMakesNothing() {
        Sandbox sandbox = new Sandbox(folder);
        sandbox.go();

        assertThat(sandbox.finder().look(Sandbox.KWOK).tool()).isEmpty();
        assertThat(sandbox.goRuns()).isEmpty();
        assertThat(sandbox.cache()).doesNotExist();
    }

    @Test
    void buildsWhatIsMissingFromThePinnedModuleAndKeepsIt() throws IOException {
        Sandbox sandbox = new Sandbox(folder);
        sandbox.go();

        FoundTool built = sandbox.finder().obtain(Sandbox.KUBE_SCHEDULER, sandbox.progress());

        assertThat(built.origin()).isEqualTo(Origin.BUILT);
        assertThat(built.path()).isExecutable().hasContent("#!/bin/sh\necho built");
        assertThat(folder.resolve("go.mod.seen")).content().contains("require example.com/tools v1.2.3");
        assertThat(sandbox.goRuns().get(0))
                .contains("-mod=readonly", "gitVersion=v1.36.3")
                .endsWith("example.com/tools/cmd/kube-scheduler");
        assertThat(sandbox.said.get(0)).contains("kube-scheduler 1.36.3: building, about 1 min");
        assertThat(sandbox.said).last().asString().contains("built in");

        assertThat(sandbox.finder().look(Sandbox.KUBE_SCHEDULER).tool())
                .contains(new FoundTool(Sandbox.KUBE_SCHEDULER, built.path(), "1.36.3", Origin.CACHE));
        assertThat(sandbox.finder().ensure(Sandbox.KUBE_SCHEDULER, sandbox.progress()))
                .isEqualTo(built.path());
        assertThat(sandbox.goRuns()).hasSize(1);
        assertThat(hiddenFolders(sandbox)).isEmpty();
    }

    @Test
    void buildsOnceWhenAskedByManyAtOnce() {
        Sandbox sandbox = new Sandbox(folder);
        sandbox.go();

        List<FoundTool> found = IntStream.range(0, 8)
                .parallel()
                .mapToObj(number -> sandbox.finder().obtain(Sandbox.KWOK, sandbox.progress()))
                .toList();

        assertThat(sandbox.goRuns()).hasSize(1);
        assertThat(found).extracting(FoundTool::path).containsOnly(found.get(0).path());
        assertThat(found).extracting(FoundTool::origin).containsOnlyOnce(Origin.BUILT);
    }

    @Test
    void removesWhatAKilledRunLeftBehind() throws IOException {
        Sandbox sandbox = new Sandbox(folder);
        sandbox.go();
        Path leftover = Files.createDirectories(sandbox.cache().resolve("tools/.kwok-0.8.0-123/module"));
        Files.writeString(leftover.resolve("go.mod"), "module half");

        sandbox.finder().ensure(Sandbox.KWOK, sandbox.progress());

        assertThat(hiddenFolders(sandbox)).isEmpty();
    }

    @Test
    void withoutACompilerItSaysHowToGetOne() {
        Sandbox sandbox = new Sandbox(folder);
        sandbox.onPath("etcd", "echo 'etcd Version: 3.4.23'");

        assertThatThrownBy(() -> sandbox.finder().ensure(Sandbox.ETCD, sandbox.progress()))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessageContaining("etcd 3.6.8 is neither on PATH nor in the cache")
                .hasMessageContaining("3.4.23")
                .hasMessageContaining("no go on PATH")
                .hasMessageContaining("https://go.dev/dl/");
    }

    @Test
    void aBuildThatFailsShowsTheEndOfItsLog() throws IOException {
        Sandbox sandbox = new Sandbox(folder);
        sandbox.onPath(
                "go", "echo first; for n in 1 2 3 4 5 6 7; do echo line; done; echo 'no space left on device'; exit 7");

        assertThatThrownBy(() -> sandbox.finder().ensure(Sandbox.KWOK, sandbox.progress()))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessageContaining("go ended with 7")
                .hasMessageContaining("kwok-0.8.0.log")
                .hasMessageEndingWith("no space left on device")
                .hasMessageNotContaining("first");
        assertThat(sandbox.finder().look(Sandbox.KWOK).tool()).isEmpty();
        assertThat(hiddenFolders(sandbox)).isEmpty();
    }

    @Test
    void aCacheThatCannotBeWrittenIsNamed() throws IOException {
        Sandbox sandbox = new Sandbox(folder);
        sandbox.go();
        Files.writeString(sandbox.cache(), "a file where a folder should be");

        assertThatThrownBy(() -> sandbox.finder().ensure(Sandbox.KWOK, sandbox.progress()))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessageContaining(sandbox.cache().toString())
                .hasMessageContaining("REKINDLE_CACHE");
    }

    private static List<Path> hiddenFolders(Sandbox sandbox) throws IOException {
        try (Stream<Path> files = Files.list(sandbox.cache().resolve("tools"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.worker.tools.Check.Status;

final class DoctorTest {
    @TempDir
    private Path folder;

    @Test
    void saysOfEachToolWhereItIsOrHowItWouldCome() throws IOException {
        Sandbox sandbox = new Sandbox(folder);
        sandbox.go();
        Path etcd = sandbox.onPath("etcd", "echo 'etcd Version: 3.6.8'");
        sandbox.onPath("kwok", "echo 'kwok version v0.7.0'");
        Path scheduler = sandbox.inCache(Sandbox.KUBE_SCHEDULER);

        List<Check> checks = examine(sandbox);

        assertThat(check(checks, "etcd")).isEqualTo(new Check("etcd", Status.OK, "3.6.8", "3.6.8", etcd, "PATH", null));
        assertThat(check(checks, "kube-scheduler"))
                .isEqualTo(new Check("kube-scheduler", Status.OK, "1.36.3", "1.36.3", scheduler, "cache", null));
        assertThat(check(checks, "helm").origin()).isEqualTo("would be downloaded");
        assertThat(check(checks, "kwok")).satisfies(kwok -> {
            assertThat(kwok.status()).isEqualTo(Status.WILL_COME);
            assertThat(kwok.origin()).isEqualTo("would be built");
            assertThat(kwok.found()).contains("v0.7.0");
            assertThat(kwok.cure()).contains("./rekindle tools kwok");
        });
        assertThat(check(checks, "go").found()).isEqualTo("go1.26.8");
        assertThat(checks).extracting(Check::name).doesNotHaveDuplicates();
        assertThat(Doctor.isFit(checks)).isTrue();
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            assertThat(files).as("what the doctor left behind").hasSize(1);
        }
    }

    @Test
    void missesTheCompilerOnlyWhenSomethingIsToBeBuilt() throws IOException {
        Sandbox sandbox = new Sandbox(folder);

        List<Check> without = examine(sandbox);
        assertThat(check(without, "kwok").status()).isEqualTo(Status.MISSING);
        assertThat(check(without, "kwok").cure()).contains("https://go.dev/dl/");
        assertThat(check(without, "go").status()).isEqualTo(Status.MISSING);
        assertThat(Doctor.isFit(without)).isFalse();

        sandbox.finder().everyday().forEach(sandbox::inCache);
        List<Check> with = examine(sandbox);
        assertThat(check(with, "go").status()).isEqualTo(Status.OK);
        assertThat(Doctor.isFit(with)).isTrue();
    }

    @Test
    void asksForWhatOtherModulesNeedToo() throws IOException {
        Sandbox sandbox = new Sandbox(folder);
        sandbox.go();
        Check disk = Check.bad(Status.MISSING, "disk", "6.0 GiB free", "1.0 GiB", null, "Make room.");

        List<Check> checks = examine(sandbox, surroundings -> List.of(disk));

        assertThat(checks).last().isEqualTo(disk);
        assertThat(Doctor.isFit(checks)).isFalse();
    }

    @Test
    void doesNotAskForWhatIsMadeOnRequest() throws IOException {
        assertThat(examine(new Sandbox(folder))).extracting(Check::name).doesNotContain("capi-core");
    }

    @Test
    void namesTheFolderThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");

        Check check = MachineChecks.writable("cache folder", file, "Name another.");

        assertThat(check.status()).isEqualTo(Status.MISSING);
        assertThat(check.found()).contains(file.toString());
        assertThat(check.cure()).isEqualTo("Name another.");
    }

    @Test
    void refusesAJavaThatIsTooOld() {
        assertThat(MachineChecks.java(16).status()).isEqualTo(Status.MISSING);
        assertThat(MachineChecks.java(17).status()).isEqualTo(Status.OK);
    }

    @ParameterizedTest
    @CsvSource({"go1.26.8, true", "go1.21.0, true", "go1.19.8, false", "go2.0, true", "devel, false"})
    void knowsWhichCompilerIsEnough(String version, boolean enough) {
        assertThat(GoVersion.isEnough(version)).isEqualTo(enough);
    }

    private List<Check> examine(Sandbox sandbox, CheckProvider... others) throws IOException {
        Path state = Files.createDirectories(folder.resolve("state"));
        return new Doctor(sandbox.finder(), state, List.of(others)).examine();
    }

    private static Check check(List<Check> checks, String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

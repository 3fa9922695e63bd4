// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real launcher puts on the class path; it builds itself first where that has not been done. */
class ProductClassPathIT {

    private static final String PRODUCT = "org/rekindle/worker/cli/RekindleMain.class";
    private static final String LAB = "org/rekindle/lab/";
    /** What tools are built from. */
    private static final String TEMPORAL = "META-INF/rekindle/tools/temporal/go.mod";

    private static final String ETCD = "META-INF/rekindle/tools/etcd/go.mod";

    @TempDir
    Path folder;

    @Test
    void aProductionCommandHasNoClassOfTheLab() throws Exception {
        assertThat(entries("recover"))
                .contains(PRODUCT, TEMPORAL)
                .noneMatch(entry -> entry.startsWith(LAB))
                .doesNotContain(ETCD);
    }

    @Test
    void theLabsCommandHasThem() throws Exception {
        assertThat(entries("lab")).contains(PRODUCT, TEMPORAL, ETCD).anyMatch(entry -> entry.startsWith(LAB));
    }

    private List<String> entries(String command) throws Exception {
        return classPath(command).stream()
                .flatMap(jar -> names(jar).stream())
                .filter(name -> name.contains("/rekindle/"))
                .toList();
    }

    private List<Path> classPath(String command) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("../rekindle", command, "--help")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("REKINDLE_JAVA_OPTS", "-XshowSettings:properties");
        Process launched = builder.start();
        try {
            assertThat(launched.waitFor(8, TimeUnit.MINUTES)).isTrue();
        } finally {
            launched.destroyForcibly();
        }
        assertThat(launched.exitValue()).as(Files.readString(output)).isZero();
        return Files.readAllLines(output).stream()
                .map(line -> line.replace("java.class.path =", "").strip())
                .filter(line -> line.startsWith("/") && line.endsWith(".jar"))
                .map(Path::of)
                .toList();
    }

    private static List<String> names(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + jar, e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.sops;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.lab.autoscaler.AutoscalerSettings;
import org.rekindle.lab.cloud.ClusterMachines.Blueprint;
import org.rekindle.lab.cloud.ClusterMachines.NodeGroup;
import org.rekindle.lab.plane.LiveCluster;
import org.rekindle.lab.plane.PlaneSettings;
import org.rekindle.lab.plane.RealMachines;
import org.rekindle.lab.plane.TestAuthority;
import org.rekindle.lab.plane.TestTools;
import org.rekindle.lab.process.ShortCommand;
import org.rekindle.lab.tools.LabTools;
import org.rekindle.worker.tools.ToolFinder;

/** Values files that the real sops encrypts, checked and deployed by a worker's own code into a real control plane. */
final class SopsIT {

    static final String NAMESPACE = "hub";

    private static final String SECRET = "S3cretOfAnEncryptedFile";
    private static final Path KEYS = Path.of("src/test/resources/sops");
    private static final Path KEY = KEYS.resolve("age-key-of-a-test.txt").toAbsolutePath();
    private static final Path OTHER_KEY =
            KEYS.resolve("another-age-key-of-a-test.txt").toAbsolutePath();
    private static final Pattern DIGEST = Pattern.compile("[0-9A-Fa-f]{64}");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path shared;

    private static Path sops;
    private static RealMachines machines;
    private static LiveCluster cluster;
    private static String kubeconfig;
    private static Path chart;

    @TempDir
    private Path folder;

    private Path home;
    private Path arguments;

    @BeforeAll
    static void start() throws Exception {
        sops = ToolFinder.create().ensure(LabTools.SOPS, System.out::println);
        AutoscalerSettings autoscaler =
                new AutoscalerSettings(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMinutes(5), true);
        machines = new RealMachines(
                new PlaneSettings(
                        shared.resolve("planes"),
                        TestTools.binaries(),
                        "magnum-0123",
                        Duration.ofSeconds(5),
                        PATIENCE,
                        autoscaler,
                        null),
                Clock.systemUTC(),
                (blueprint, made) -> {});
        machines.boot(blueprint()).ready().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        cluster = machines.current("pythia").orElseThrow();
        kubeconfig = new FileSecretStore(shared.resolve("secrets"))
                .put("kubeconfig/test", cluster.kubeconfig().getBytes(StandardCharsets.UTF_8));
        chart = Files.createDirectories(shared.resolve("demo/templates")).getParent();
        Files.writeString(chart.resolve("Chart.yaml"), "{apiVersion: v2, name: demo, version: 0.1.0}\n");
        Files.writeString(chart.resolve("templates/secret.yaml"), """
                {{ if eq .Values.text "unfit" }}{{ fail (printf "no chart can use %s" .Values.password) }}{{ end }}
                apiVersion: v1
                kind: Secret
                metadata: {name: {{ .Release.Name }}}
                stringData:
                  password: {{ .Values.password | quote }}
                  token: {{ .Values.token | quote }}
                  text: {{ .Values.text | quote }}
                """);
    }

    @AfterAll
    static void stop() {
        machines.close();
    }

    /** The real program, behind a script that notes what it is started with. */
    @BeforeEach
    void putOnPath() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        arguments = folder.resolve("arguments");
        Path script = Files.createFile(
                Files.createDirectory(folder.resolve("bin")).resolve("sops"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(script, """
                #!/bin/sh
                printf '%%s\\n' "$*" >> '%s'
                exec '%s' "$@"
                """.formatted(arguments, sops));
    }

    @Test
    void whatIsEncryptedIsDecryptedForTheCheckAndOnceMoreForTheDeploy() throws Exception {
        Path keys = Files.createDirectories(home.resolve(".config/sops/age"));
        Files.copy(KEY, keys.resolve("keys.txt"));
        Path plain = Files.writeString(folder.resolve("plain.yaml"), "text: first\npassword: none\n");
        Path yaml = encrypted("values.yaml", "text: second\npassword: " + SECRET + "\n");
        Path json = encrypted("more.json", "{\"token\": \"" + SECRET + "-2\"}\n");

        List<String> said = worker("well", Map.of(), plain, yaml, json);

        assertThat(said)
                .containsSubsequence(
                        "check: Release well renders for Kubernetes v1.31.0.",
                        "deploy: demo-0.1.0 is installed as revision 1.");
        assertThat(deployed("well"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("text", "second", "password", SECRET, "token", SECRET + "-2"));
        assertThat(arguments).hasContent(("--decrypt " + yaml + "\n--decrypt " + json + "\n").repeat(2));
    }

    @Test
    void anotherKeyOpensNothing() throws Exception {
        Path file = encrypted("values.yaml", "text: first\npassword: " + SECRET + "\n");

        assertRefused(
                worker("another-key", Map.of("SOPS_AGE_KEY_FILE", OTHER_KEY.toString()), file),
                "another-key",
                file + " is encrypted by sops and could not be decrypted; give the worker's user the key, so that"
                        + " `sops --decrypt " + file + "` works. sops says: Failed to get the data key",
                "identity did not match any of the recipients");
    }

    @Test
    void withoutAKeyTheErrorSaysWhereSopsHasLooked() throws Exception {
        Path file = encrypted("values.yaml", "text: first\npassword: " + SECRET + "\n");

        assertRefused(
                worker("no-key", Map.of(), file),
                "no-key",
                "give the worker's user the key",
                "failed to load age identities. Did not find keys in locations");
    }

    /** Anyone can edit what sops has left in plain text, and only the MAC shows it. */
    @Test
    void aFileThatWasChangedByHandIsNotDeployed() throws Exception {
        Path file = encrypted("values.yaml", "text: first\npassword: " + SECRET + "\n");
        Files.writeString(file, Files.readString(file).replace("text: first", "text: second"));

        assertRefused(
                worker("changed", Map.of("SOPS_AGE_KEY_FILE", KEY.toString()), file),
                "changed",
                "something else than sops has changed it: take it from its repository again",
                "sops says: MAC mismatch. File has (a digest), computed (a digest)");
    }

    @Test
    void anEncryptedValueThatWasChangedIsNotDeployed() throws Exception {
        Path file = encrypted("values.yaml", "text: first\npassword: " + SECRET + "\n");
        String text = Files.readString(file);
        int value = text.indexOf("data:") + "data:".length();
        char other = text.charAt(value) == 'A' ? 'B' : 'A';
        Files.writeString(file, text.substring(0, value) + other + text.substring(value + 1));

        assertRefused(
                worker("broken", Map.of("SOPS_AGE_KEY_FILE", KEY.toString()), file),
                "broken",
                "something else than sops has changed it: take it from its repository again",
                "message authentication failed");
    }

    @Test
    void whatDoesNotRenderNamesTheEncryptedFileAndNoValueOfIt() throws Exception {
        Path file = encrypted("values.yaml", "text: unfit\npassword: " + SECRET + "\n");

        assertThat(worker("unfit", Map.of("SOPS_AGE_KEY_FILE", KEY.toString()), file))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("check: Release unfit does not render for Kubernetes v1.31.0: ")
                        .contains("no chart can use", "--values " + file))
                .anySatisfy(
                        line -> assertThat(line).startsWith("deploy: REFUSED: ").contains("no chart can use"));
    }

    private static void assertRefused(List<String> said, String release, String... sentences) {
        assertThat(said)
                .anySatisfy(line -> assertThat(line).startsWith("check: ").contains(sentences))
                .anySatisfy(
                        line -> assertThat(line).startsWith("deploy: REFUSED: ").contains(sentences))
                .noneSatisfy(line -> assertThat(line).containsPattern(DIGEST));
        assertThat(cluster.eyes()
                        .secrets()
                        .inNamespace(NAMESPACE)
                        .withLabel("name", release)
                        .list()
                        .getItems())
                .as("what Helm has begun")
                .isEmpty();
    }

    /** What a worker says, in which no secret is and after which no plain text is left. */
    private List<String> worker(String release, Map<String, String> environment, Path... values) throws Exception {
        Path work = Files.createDirectory(folder.resolve("work"));
        Path log = folder.resolve("worker.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + work,
                "-cp",
                System.getProperty("java.class.path"),
                OneRelease.class.getName(),
                shared.resolve("secrets").toString(),
                kubeconfig,
                release,
                chart.toString()));
        for (Path file : values) {
            command.add(file.toString());
        }
        ProcessBuilder worker =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        worker.environment().clear();
        worker.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        worker.environment().put("HOME", home.toString());
        worker.environment().putAll(environment);
        Process process = worker.start();
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).doesNotContain(SECRET, "AGE-SECRET-KEY");
        assertThat(Files.readString(arguments)).doesNotContain(SECRET, "AGE-SECRET-KEY");
        assertThat(work).as("the worker's temporary files").isEmptyDirectory();
        return said.lines().toList();
    }

    /** Only {@code password} and {@code token} are ciphertext, as a site leaves in plain text what is no secret. */
    private Path encrypted(String name, String plain) throws IOException {
        Path clear = Files.writeString(
                Files.createDirectories(folder.resolve("clear")).resolve(name), plain);
        Path file = folder.resolve(name);
        String recipient = Files.readAllLines(KEY).stream()
                .filter(line -> line.startsWith("# public key: "))
                .map(line -> line.substring("# public key: ".length()))
                .findFirst()
                .orElseThrow();
        ShortCommand.run(
                "encrypt " + name,
                List.of(
                        sops.toString(),
                        "--encrypt",
                        "--age",
                        recipient,
                        "--encrypted-regex",
                        "^(password|token)$",
                        "--output",
                        file.toString(),
                        clear.toString()),
                Map.of(),
                folder.resolve("encrypt.log"),
                Duration.ofSeconds(30));
        assertThat(file).content().contains("ENC[AES256_GCM").doesNotContain(SECRET);
        return file;
    }

    private static Map<String, String> deployed(String name) {
        Secret secret =
                cluster.eyes().secrets().inNamespace(NAMESPACE).withName(name).require();
        return secret.getData().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> new String(Base64.getDecoder().decode(each.getValue()), StandardCharsets.UTF_8)));
    }

    private static Blueprint blueprint() {
        return new Blueprint(
                UUID.randomUUID().toString(),
                "pythia",
                "new-abcdefghijkl",
                "v1.31.0",
                "0.16.0",
                List.of(new NodeGroup("core", "m3.quad", 1, 1, 5)),
                TestAuthority.since(Instant.now().minus(Duration.ofDays(400))),
                Instant.now().minusSeconds(60));
    }
}

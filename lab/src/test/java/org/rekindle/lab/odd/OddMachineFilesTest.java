// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.odd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.ssh.SshMachineActivities;
import org.rekindle.lab.cloud.ClusterMachines.CertificateAuthority;
import org.rekindle.lab.plane.TestAuthority;
import org.rekindle.lab.plane.pki.Pki;
import org.rekindle.lab.ssh.MachineDoor;
import org.rekindle.workflows.api.MachineActivities.MachineTarget;
import org.rekindle.workflows.model.fleet.MachineAccess;
import org.rekindle.workflows.model.fleet.SshMachine;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.observation.MachineSighting;

/** The files of a control plane's machine, each odd in each way, looked at through SSH and by a real shell. */
@Timeout(120)
final class OddMachineFilesTest {

    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final String SECRET = "c2VjcmV0LW9mLWEta2V5";
    private static final String KEY = "-----BEGIN PRIVATE KEY-----\n" + SECRET + "\n-----END PRIVATE KEY-----\n";

    @TempDir
    private Path folder;

    private final AtomicReference<Path> root = new AtomicReference<>(Path.of("none"));

    /** Puts something odd in the place of a file. */
    @FunctionalInterface
    private interface Oddity {
        void at(Path file, String good) throws IOException;
    }

    @Test
    void eachOddFileIsASightingWithASentenceAndNeverAnExceptionOrAKey() throws Exception {
        try (MachineDoor door =
                new MachineDoor(folder.resolve("door"), () -> Optional.of(root.get()), Path.of("/bin/false"))) {
            SshMachineActivities activities = new SshMachineActivities(Clock.systemUTC());
            MachineSighting good = look(activities, door, layOut("good"));
            assertThat(good.renewable()).as(good.detail()).isTrue();
            int number = 0;
            for (Map.Entry<String, Oddity> oddity : oddities().entrySet()) {
                for (String name : List.of("pki/ca.crt", "pki/apiserver.crt", "kubelet.conf", "scheduler.conf")) {
                    Path machine = layOut("odd-" + number++);
                    Path file = machine.resolve("etc/kubernetes").resolve(name);
                    String was = Files.readString(file);
                    Files.delete(file);
                    oddity.getValue().at(file, was);

                    MachineSighting seen = look(activities, door, machine);
                    assertThat(seen.detail())
                            .as("%s: %s", name, oddity.getKey())
                            .isNotBlank()
                            .doesNotContain("Exception", "null", SECRET)
                            .hasSizeLessThan(4_000);
                    assertThat(seen.renewable()
                                    || seen.detail().contains(file.getFileName().toString()))
                            .as("%s: %s names the file: %s", name, oddity.getKey(), seen.detail())
                            .isTrue();
                    assertThat(seen.certificates().size())
                            .as("%s: %s hides no other file: %s", name, oddity.getKey(), seen.certificates())
                            .isGreaterThanOrEqualTo(good.certificates().size() - 1);
                }
            }
        }
    }

    @Test
    void noStrayFileChangesWhatIsSeenOfTheOthers() throws Exception {
        try (MachineDoor door =
                new MachineDoor(folder.resolve("door"), () -> Optional.of(root.get()), Path.of("/bin/false"))) {
            SshMachineActivities activities = new SshMachineActivities(Clock.systemUTC());
            Path machine = layOut("strays");
            MachineSighting good = look(activities, door, machine);
            String certificate = Files.readString(machine.resolve("etc/kubernetes/pki/ca.crt"));
            int number = 0;
            for (Oddity oddity : oddities().values()) {
                for (String name : List.of("pki/stray-%d.crt", "pki/etcd/stray-%d.pem", "stray-%d.conf")) {
                    oddity.at(machine.resolve("etc/kubernetes").resolve(name.formatted(number++)), certificate);
                }
            }
            MachineSighting seen = look(activities, door, machine);

            assertThat(seen.renewable()).as(seen.detail()).isTrue();
            assertThat(ends(seen)).isEqualTo(ends(good));
            assertThat(seen.detail()).contains("passed over", "stray-").doesNotContain("Exception", SECRET);
        }
    }

    private static Map<String, Instant> ends(MachineSighting seen) {
        Map<String, Instant> ends = new LinkedHashMap<>();
        for (CertificateOnDisk certificate : seen.certificates()) {
            ends.put(certificate.name(), certificate.notAfter());
        }
        return ends;
    }

    private static Map<String, Oddity> oddities() {
        Map<String, Oddity> odd = new LinkedHashMap<>();
        odd.put("absent", (file, good) -> {});
        odd.put("empty", (file, good) -> Files.writeString(file, ""));
        odd.put("half of it", (file, good) -> Files.writeString(file, good.substring(0, good.length() / 2)));
        odd.put("a key", (file, good) -> Files.writeString(file, KEY));
        odd.put(
                "half of it and a key",
                (file, good) -> Files.writeString(file, good.substring(0, good.length() / 2) + "\n" + KEY + good));
        odd.put(
                "another text",
                (file, good) -> Files.writeString(file, "null\n~\n[]\nEND\nCERTIFICATE\nCERTIFICATE x\n"));
        odd.put("bytes", (file, good) -> Files.write(file, new byte[] {0x30, (byte) 0x82, 0, -1, 0, 10, 13, 0}));
        odd.put("huge", (file, good) -> Files.writeString(file, "x".repeat(8 << 20)));
        odd.put(
                "a huge certificate",
                (file, good) -> Files.writeString(
                        file,
                        "-----BEGIN CERTIFICATE-----\n" + ("A".repeat(64) + "\n").repeat(20_000)
                                + "-----END CERTIFICATE-----\n"));
        odd.put(
                "no certificate within",
                (file, good) ->
                        Files.writeString(file, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
        odd.put("a folder", (file, good) -> Files.createDirectory(file));
        odd.put("a link to nothing", (file, good) -> Files.createSymbolicLink(file, Path.of("nothing-there")));
        odd.put("a link to itself", (file, good) -> Files.createSymbolicLink(file, file.getFileName()));
        odd.put("a device that never ends", (file, good) -> Files.createSymbolicLink(file, Path.of("/dev/zero")));
        odd.put("many times the same", (file, good) -> Files.writeString(file, good.repeat(200)));
        return odd;
    }

    private MachineSighting look(SshMachineActivities activities, MachineDoor door, Path machine) {
        root.set(machine);
        SshMachine host = new SshMachine("127.0.0.1", door.port(), door.hostKey());
        long began = System.nanoTime();
        MachineSighting seen = activities.look(new MachineTarget(
                "binder",
                new MachineAccess(
                        "root",
                        door.key().toString(),
                        List.of(host),
                        null,
                        machine.resolve("etc/kubernetes").toString()),
                host,
                Duration.ofDays(30)));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE);
        return seen;
    }

    /** Everything as kubeadm lays it out, made once and copied. */
    private Path layOut(String name) throws IOException {
        Path machine = folder.resolve(name);
        Path kubernetes = machine.resolve("etc/kubernetes");
        Path first = folder.resolve("first/etc/kubernetes");
        if (!Files.exists(first)) {
            make(first);
        }
        try (var files = Files.walk(first)) {
            for (Path file : files.toList()) {
                Path to = kubernetes.resolve(first.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        return machine;
    }

    private static void make(Path kubernetes) throws IOException {
        Instant now = Instant.now();
        CertificateAuthority authority = TestAuthority.since(now.minus(Duration.ofDays(1)));
        Pki pki =
                Pki.create(kubernetes.resolve("pki"), authority.certificatePem(), authority.privateKeyPem(), now, now);
        for (String user : List.of("admin", "controller-manager", "scheduler", "kubelet")) {
            String certificate = Base64.getEncoder()
                    .encodeToString(pki.client(user).certificate().getBytes(StandardCharsets.UTF_8));
            Files.writeString(
                    kubernetes.resolve(user + ".conf"),
                    "users:\n- user:\n    client-certificate-data: " + certificate + "\n    client-key-data: "
                            + Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.UTF_8)) + "\n");
        }
        Path manifests = Files.createDirectories(kubernetes.resolve("manifests"));
        // Without that of an API server, so that each look need not wait for one that does not run.
        for (String pod : List.of("etcd", "kube-controller-manager", "kube-scheduler")) {
            Files.writeString(manifests.resolve(pod + ".yaml"), "kind: Pod\n");
        }
    }
}

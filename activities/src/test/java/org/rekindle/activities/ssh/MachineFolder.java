// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.ssh;

import static org.rekindle.activities.openstack.TestCertificates.pem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x500.X500Name;
import org.rekindle.activities.openstack.TestCertificates;
import org.rekindle.workflows.model.observation.MachineSighting;

/** A control-plane machine as kubeadm lays it out, all of it well, in a folder that is its root. */
final class MachineFolder {

    static final Instant NOW = Instant.parse("2026-03-05T00:00:00Z");
    static final Instant GOOD = NOW.plus(300, ChronoUnit.DAYS);
    static final Instant ENDED = NOW.minus(10, ChronoUnit.DAYS);
    static final String KEY = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n";

    private static final TestCertificates SIGNER = new TestCertificates("kubernetes");
    private static final KeyPair KEYS = keys();

    private final Path root;

    MachineFolder(Path root) throws IOException {
        this.root = root;
        for (String name : List.of(
                "ca",
                "front-proxy-ca",
                "apiserver",
                "apiserver-kubelet-client",
                "front-proxy-client",
                "apiserver-etcd-client",
                "etcd/ca",
                "etcd/server",
                "etcd/peer",
                "etcd/healthcheck-client")) {
            write("etc/kubernetes/pki/" + name + ".crt", leaf("some-" + name.replace('/', '-'), GOOD));
            write("etc/kubernetes/pki/" + name + ".key", KEY);
        }
        for (String name : List.of("admin", "super-admin", "controller-manager", "scheduler")) {
            write("etc/kubernetes/" + name + ".conf", embedding(leaf("system:" + name, GOOD)));
        }
        write("var/lib/kubelet/pki/kubelet-client-current.pem", leaf("system:node:cp-0", GOOD) + KEY);
        write("etc/kubernetes/kubelet.conf", naming(path("var/lib/kubelet/pki/kubelet-client-current.pem")));
        manifest("kube-apiserver", "--client-ca-file=" + path("etc/kubernetes/pki/ca.crt"));
        manifest("etcd", "--name=cp-0");
        manifest("kube-controller-manager", "--leader-elect=true");
        manifest("kube-scheduler", "--leader-elect=true");
        for (String command : List.of("kubeadm", "flock")) {
            write("bin/" + command, "#!/bin/sh\n");
            Files.setPosixFilePermissions(path("bin/" + command), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    Path path(String name) {
        return root.resolve(name);
    }

    MachineFolder write(String name, String text) throws IOException {
        Files.createDirectories(path(name).getParent());
        Files.writeString(path(name), text);
        return this;
    }

    MachineFolder delete(String name) throws IOException {
        Files.delete(path(name));
        return this;
    }

    MachineFolder copy(String resource, String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(MachineFolder.class.getResourceAsStream(resource))) {
            Files.write(path(name), in.readAllBytes());
        }
        return this;
    }

    MachineFolder manifest(String pod, String... flags) throws IOException {
        StringBuilder text = new StringBuilder("spec:\n  containers:\n  - command:\n    - " + pod + "\n");
        for (String flag : flags) {
            text.append("    - ").append(flag).append('\n');
        }
        return write("etc/kubernetes/manifests/" + pod + ".yaml", text.toString());
    }

    static String leaf(String name, Instant end) {
        return pem(SIGNER.sign(
                new X500Name("O=system:nodes,CN=" + name),
                KEYS.getPublic(),
                end.minus(365, ChronoUnit.DAYS),
                end,
                List.of()));
    }

    static String embedding(String certificate) {
        return "users:\n- name: x\n  user:\n    client-certificate-data: "
                + base64(certificate)
                + "\n    client-key-data: " + base64(KEY) + "\n";
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String naming(Path file) {
        return "clusters:\n- cluster:\n    server: https://10.0.0.1:6443\nusers:\n- name: x\n  user:\n    client-certificate: "
                + file + "\n    client-key: " + file + "\n";
    }

    /** What the script prints here. */
    String printed() throws Exception {
        ProcessBuilder shell = new ProcessBuilder("sh", "-s");
        shell.environment().put("PATH", path("bin") + ":" + System.getenv("PATH"));
        shell.environment().put("KUBERNETES", path("etc/kubernetes").toString());
        Process running = shell.redirectErrorStream(true).start();
        try (InputStream script = Objects.requireNonNull(SshMachineActivities.class.getResourceAsStream("look.sh"))) {
            running.getOutputStream().write(script.readAllBytes());
            running.getOutputStream().close();
        }
        String printed = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!running.waitFor(20, TimeUnit.SECONDS) || running.exitValue() != 0) {
            throw new IllegalStateException("The look failed: " + printed);
        }
        return printed;
    }

    MachineState state() throws Exception {
        return new MachineState(LookOutput.of(printed()), NOW, Duration.ofDays(30));
    }

    MachineSighting look() throws Exception {
        return state().sighting("cp-0", null);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

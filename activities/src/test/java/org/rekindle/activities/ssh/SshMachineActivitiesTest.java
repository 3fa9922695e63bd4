// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.activities.http.HttpAddress;
import org.rekindle.activities.openstack.TestCertificates;
import org.rekindle.workflows.api.MachineActivities.MachineTarget;
import org.rekindle.workflows.model.fleet.MachineAccess;
import org.rekindle.workflows.model.fleet.SshMachine;
import org.rekindle.workflows.model.observation.MachineSighting;

/** Against a real SSH server in this process, whose commands a real shell runs. */
final class SshMachineActivitiesTest {

    private static final String OTHER = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    @TempDir
    private Path folder;

    private final SshServer server = SshServer.setUpDefaultServer();
    private final SshMachineActivities activities = new SshMachineActivities(Clock.systemUTC());
    private String hostKey = "";
    private Path key = Path.of("none");

    @BeforeEach
    void start() throws Exception {
        KeyPair host = pair();
        KeyPair user = pair();
        hostKey = KeyUtils.getFingerPrint(host.getPublic());
        key = folder.resolve("key");
        try (OutputStream out = Files.newOutputStream(key)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(user, null, null, out);
        }
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPublickeyAuthenticator((name, shown, session) -> KeyUtils.compareKeys(shown, user.getPublic()));
        server.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
        server.setForwardingFilter(org.apache.sshd.server.forward.AcceptAllForwardingFilter.INSTANCE);
        server.start();
        Files.createDirectories(folder.resolve("it's kubernetes/pki/etcd"));
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void saysWhatAMachineLacksThatCannotRenew() {
        MachineSighting seen = activities.look(target(hostKey, null));

        assertThat(seen.renewable()).isFalse();
        assertThat(seen.detail()).contains("no pki/ca.key", "no pki/etcd/ca.key");
    }

    @Test
    void reachesAMachineThroughAnother() {
        assertThat(activities.look(target(hostKey, machine(hostKey))).detail()).contains("no pki/ca.key");
    }

    @Test
    void refusesAMachineThatShowsAnotherHostKey() {
        assertThatThrownBy(() -> activities.look(target(OTHER, null)))
                .hasMessageContaining("ACCESS_DENIED")
                .hasMessageContaining(hostKey)
                .hasMessageContaining(OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void sshHostkeyOfThreeEachLetsOneIn(String kind) throws Exception {
        List<KeyPair> three = List.of(pair(), pair("EC"), pair("Ed25519"));
        server.setKeyPairProvider(KeyPairProvider.wrap(three));
        KeyPair pinned = three.stream()
                .filter(each -> each.getPublic().getAlgorithm().startsWith(kind.substring(0, 2)))
                .findFirst()
                .orElseThrow();
        String fingerprint = KeyUtils.getFingerPrint(pinned.getPublic());
        String line = PublicKeyEntry.toString(pinned.getPublic());

        assertThat(activities.look(target(fingerprint, machine(fingerprint))).detail())
                .contains("no pki/ca.key");
        assertThat(activities.look(target(line, null)).detail()).contains("no pki/ca.key");
        assertThat(activities.look(target("10.0.0.11 " + line, null)).detail()).contains("no pki/ca.key");
    }

    @Test
    void namesEachHostKeyThatAMachineShowsWhereNoneIsTheOne() throws Exception {
        List<KeyPair> three = List.of(pair(), pair("EC"), pair("Ed25519"));
        server.setKeyPairProvider(KeyPairProvider.wrap(three));

        assertThatThrownBy(() -> activities.look(target(OTHER, null)))
                .hasMessageContaining("ACCESS_DENIED")
                .hasMessageContaining(KeyUtils.getFingerPrint(three.get(0).getPublic()))
                .hasMessageContaining(KeyUtils.getFingerPrint(three.get(1).getPublic()))
                .hasMessageContaining(KeyUtils.getFingerPrint(three.get(2).getPublic()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48",
                "SHA1:4Kk6ZvAbEEq",
                "ssh-ed25519",
                "ssh-ed25519 %%%",
                ""
            })
    void refusesAFormOfHostKeyThatProvesNothingAndSaysWhatToWrite(String pinned) {
        assertThatThrownBy(() -> activities.look(target(pinned, null)))
                .hasMessageContaining("MISCONFIGURED")
                .hasMessageContaining("ssh-keyscan 127.0.0.1");
    }

    @Test
    void seesThroughTheConnectionWhatTheMachinesOwnApiServerServes() throws Exception {
        MachineFolder machine = new MachineFolder(folder.resolve("it's kubernetes"));
        Instant end = MachineFolder.ENDED;
        SSLServerSocket api = (SSLServerSocket) new TestCertificates("kubernetes")
                .server(end.minusSeconds(3600), end)
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        machine.manifest("kube-apiserver", "--secure-port=" + api.getLocalPort());
        CompletableFuture<Void> served = CompletableFuture.runAsync(() -> shakeHands(api));
        try {
            assertThat(activities
                            .look(target(hostKey, null, machine.path("etc/kubernetes")))
                            .servedNotAfter())
                    .isEqualTo(end);
        } finally {
            api.close();
        }
        served.join();
    }

    @Test
    void anApiServerThatCannotBeSeenIsToldAsNotSeen() throws Exception {
        MachineFolder machine = new MachineFolder(folder.resolve("it's kubernetes"));
        machine.manifest("kube-apiserver", "--secure-port=1");

        assertThat(activities
                        .look(target(hostKey, null, machine.path("etc/kubernetes")))
                        .servedNotAfter())
                .isNull();
    }

    @Test
    void anAddressOfIpv6IsWrittenInBracketsInAUrl() throws Exception {
        for (String host : List.of("10.0.0.7", "cp-0.example.org", "2001:db8::7")) {
            HttpAddress direct = HttpAddress.of(MachineShell.direct(host, 6443));

            assertThat(direct.host()).isEqualTo(host);
            assertThat(direct.port()).isEqualTo(6443);
        }
    }

    private static void shakeHands(SSLServerSocket api) {
        while (!api.isClosed()) {
            try (SSLSocket socket = (SSLSocket) api.accept()) {
                socket.startHandshake();
            } catch (IOException brokenOff) {
                assertThat(brokenOff)
                        .as("the client has seen enough, or the test is over")
                        .isNotNull();
            }
        }
    }

    @Test
    void refusesAKeyThatOthersCanRead() throws IOException {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> activities.look(target(hostKey, null))).hasMessageContaining("chmod 600");
    }

    @Test
    void namesAKeyThatIsNotThere() throws IOException {
        Files.delete(key);

        assertThatThrownBy(() -> activities.look(target(hostKey, null))).hasMessageContaining("NOT_FOUND");
    }

    @Test
    void aMachineThatDoesNotAnswerIsTriedAgain() throws IOException {
        MachineTarget target = target(hostKey, null);
        server.stop(true);

        assertThatThrownBy(() -> activities.look(target)).hasMessageContaining("UNAVAILABLE");
    }

    private MachineTarget target(String pinned, @Nullable SshMachine jump) {
        return target(pinned, jump, folder.resolve("it's kubernetes"));
    }

    private MachineTarget target(String pinned, @Nullable SshMachine jump, Path kubernetes) {
        SshMachine machine = machine(pinned);
        return new MachineTarget(
                "binder",
                new MachineAccess("root", key.toString(), List.of(machine), jump, kubernetes.toString()),
                machine,
                Duration.ofDays(30));
    }

    private SshMachine machine(String pinned) {
        return new SshMachine("127.0.0.1", server.getPort(), pinned);
    }

    private static KeyPair pair(String kind) throws Exception {
        return kind.equals("Ed25519")
                ? SecurityUtils.getKeyPairGenerator("Ed25519").generateKeyPair()
                : KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }
}

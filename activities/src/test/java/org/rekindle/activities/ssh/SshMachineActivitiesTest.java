// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.workflows.model.MachineAccess;
import org.rekindle.workflows.model.MachineSighting;
import org.rekindle.workflows.model.MachineTarget;
import org.rekindle.workflows.model.SshMachine;

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
        SshMachine machine = machine(pinned);
        return new MachineTarget(
                "binder",
                new MachineAccess(
                        "root",
                        key.toString(),
                        List.of(machine),
                        jump,
                        folder.resolve("it's kubernetes").toString()),
                machine,
                Duration.ofDays(30));
    }

    private SshMachine machine(String pinned) {
        return new SshMachine("127.0.0.1", server.getPort(), pinned);
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }
}

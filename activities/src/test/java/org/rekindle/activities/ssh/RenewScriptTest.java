// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script itself, run by a real shell on a folder; kubeadm, crictl and systemctl write down that they were called. */
final class RenewScriptTest {

    private static final String ROTATED = "kubelet-client-current.pem";

    /** As a kubelet sees to it: what has a manifest runs, and nothing else. */
    private static final String RUNS_WHAT_HAS_A_MANIFEST = """
            pod=$(printf '%s' "$4" | tr -d '^$')
            if [ -e "$KUBERNETES/manifests/$pod.yaml" ]; then echo "$pod"; fi
            """;

    /** Each look at it is fifty seconds later. */
    private static final String CLOCK_THAT_RUNS =
            "echo x >> \"$CALLS.time\"; echo $(($(wc -l < \"$CALLS.time\") * 50))";

    @TempDir
    private Path machine;

    private Path kubernetes = Path.of("none");
    private String renewsKubelet = "yes";
    private String serving = "";
    private String pki = "";

    @BeforeEach
    void layOut() throws IOException {
        kubernetes = Files.createDirectories(machine.resolve("etc/kubernetes"));
        Files.createDirectories(machine.resolve("bin"));
        manifest("etcd");
        manifest("kube-apiserver");
        command("kubeadm", """
                echo "kubeadm $1" >> "$CALLS"
                if [ "$1" = kubeconfig ]; then
                    echo '    server: https://guessed:6443'
                    echo "    client-certificate-data: %s"
                    echo "    client-key-data: %s"
                fi
                """.formatted(base64("certificate\n"), base64("key\n")));
        command("systemctl", "[ \"$1\" = is-active ] || echo \"systemctl $*\" >> \"$CALLS\"");
        command("crictl", RUNS_WHAT_HAS_A_MANIFEST);
        Files.writeString(kubernetes.resolve("kubelet.conf"), """
                    server: https://10.0.0.7:6443
                    client-certificate-data: %s
                """.formatted(base64("old")));
    }

    @Test
    void theKubeletIsMendedBeforeTheStaticPodsThatItRunsAreRestarted() throws Exception {
        assertThat(run()).contains("SAID The static pods were restarted.");

        assertThat(calls()).containsExactly("kubeadm certs", "kubeadm kubeconfig", "systemctl restart kubelet");
        assertThat(kubernetes.resolve("manifests/etcd.yaml")).exists();
        assertThat(kubernetes.resolve("manifests-aside")).doesNotExist();
    }

    @Test
    void aKubeletThatHoldsItsCertificateInItsKubeconfigKeepsTheAddressOfTheApiServer() throws Exception {
        run();

        assertThat(kubernetes.resolve("kubelet.conf"))
                .content()
                .contains("server: https://10.0.0.7:6443", base64("certificate\n"), base64("key\n"));
    }

    @Test
    void aKubeletThatReadsARotatedFileGetsItsCertificateThereAndKeepsItsKubeconfig() throws Exception {
        Path pki = Files.createDirectories(machine.resolve("kubelet/pki"));
        Path old = Files.writeString(pki.resolve("kubelet-client-2025.pem"), "old");
        Files.createSymbolicLink(pki.resolve(ROTATED), old);
        String conf = "    server: https://10.0.0.7:6443\n    client-certificate: %1$s\n    client-key: %1$s\n"
                .formatted(pki.resolve(ROTATED));
        Files.writeString(kubernetes.resolve("kubelet.conf"), conf);

        run();

        assertThat(pki.resolve(ROTATED)).isSymbolicLink().hasContent("certificate\nkey\n");
        assertThat(old).hasContent("old");
        assertThat(kubernetes.resolve("kubelet.conf")).hasContent(conf);
        assertThat(Files.getPosixFilePermissions(pki.resolve(ROTATED).toRealPath()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aCrictlThatCannotTellIsNotTakenForPodsThatHaveEnded() throws Exception {
        command("crictl", """
                echo crictl >> "$CALLS"
                [ "$(grep -c crictl "$CALLS")" -gt 2 ] || { echo 'no runtime answers' >&2; exit 1; }
                """ + RUNS_WHAT_HAS_A_MANIFEST);

        assertThat(run()).contains("SAID The static pods were restarted.");
        assertThat(calls().stream().filter("crictl"::equals)).hasSizeGreaterThan(3);
    }

    @Test
    void aKubeletThatAKilledRunGaveItsCertificateIsRestartedByTheNextAndTheKeyThatItLeftIsGone() throws Exception {
        Path made = Files.writeString(kubernetes.resolve("kubelet.conf.made"), "key");
        renewsKubelet = "no";

        run();

        assertThat(calls()).contains("systemctl restart kubelet").doesNotContain("kubeadm kubeconfig");
        assertThat(made).doesNotExist();
    }

    @Test
    void manifestsThatAKilledRunLeftAsideComeBack() throws Exception {
        Path aside = Files.createDirectories(kubernetes.resolve("manifests-aside"));
        Files.move(kubernetes.resolve("manifests/etcd.yaml"), aside.resolve("etcd.yaml"));

        run();

        assertThat(kubernetes.resolve("manifests/etcd.yaml")).exists();
        assertThat(aside).doesNotExist();
    }

    @Test
    void ofTwoAtOnceTheSecondWaitsForTheFirst() throws Exception {
        command("flock", """
                echo flock >> "$CALLS"
                PATH=$OTHERS exec flock "$@"
                """);
        command("crictl", """
                [ -e "$CALLS.go" ] || echo running
                """ + RUNS_WHAT_HAS_A_MANIFEST);
        Process first = start();
        Awaitility.await("the first renews").until(() -> calls().contains("systemctl restart kubelet"));
        Process second = start();
        Awaitility.await("the second asks for the lock")
                .until(() -> calls().stream().filter("flock"::equals).count() > 1);
        Files.createFile(machine.resolve("calls.go"));

        assertThat(ended(first)).contains("SAID The static pods were restarted.");
        assertThat(ended(second)).contains("SAID The static pods were restarted.");
        assertThat(calls())
                .filteredOn(call -> !call.equals("flock"))
                .containsExactly(
                        "kubeadm certs",
                        "kubeadm kubeconfig",
                        "systemctl restart kubelet",
                        "kubeadm certs",
                        "kubeadm kubeconfig",
                        "systemctl restart kubelet");
    }

    @Test
    void kubeletCredentialGoneIsMadeAnewWhereItsKubeconfigNamesIt() throws Exception {
        Path gone = machine.resolve("var/lib/kubelet/pki").resolve(ROTATED);
        Path key = machine.resolve("var/lib/kubelet/pki/apart.key");
        Files.writeString(
                kubernetes.resolve("kubelet.conf"),
                "    server: https://10.0.0.7:6443\n    client-certificate: %s\n    client-key: %s\n"
                        .formatted(gone, key));

        assertThat(run()).contains("SAID The kubelet runs.");
        assertThat(gone).hasContent("certificate\nkey\n");
        assertThat(key).hasContent("key\n");
    }

    @Test
    void aKubeconfigThatIsGoneIsMadeAnewWithTheAddressThatAnotherOneKnows() throws Exception {
        Files.delete(kubernetes.resolve("kubelet.conf"));
        Files.writeString(kubernetes.resolve("admin.conf"), "    server: https://203.0.113.7:6443\n");

        assertThat(run()).contains("SAID The kubelet of system:node:cp-0 has a new certificate.");
        assertThat(kubernetes.resolve("kubelet.conf"))
                .content()
                .contains("server: https://203.0.113.7:6443", base64("certificate\n"));
        assertThat(Files.getPosixFilePermissions(kubernetes.resolve("kubelet.conf")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(machine.resolve("etc/kubernetes-before-2026-03-05T00-00-00Z"))
                .isDirectory();
    }

    @Test
    void aKubeletThatDoesNotRunAfterItsRestartIsSaidBeforeAnyPodIsTouched() throws Exception {
        command("systemctl", "[ \"$1\" = restart ]");
        command("sleep", "exec /bin/true");
        command("date", CLOCK_THAT_RUNS);

        Process running = start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).isNotZero();
        assertThat(said).contains("The kubelet does not run after its restart").doesNotContain("were restarted");
        assertThat(kubernetes.resolve("manifests/etcd.yaml")).exists();
    }

    @Test
    void podsThatDoNotComeBackAreNoRenewal() throws Exception {
        command(
                "crictl",
                "[ -e \"$KUBERNETES/manifests/etcd.yaml\" ] && [ ! -e \"$CALLS.moved\" ] && echo running; "
                        + "[ -e \"$KUBERNETES/manifests/etcd.yaml\" ] || touch \"$CALLS.moved\"");
        command("sleep", "exec /bin/true");
        command("date", CLOCK_THAT_RUNS);

        Process running = start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).isNotZero();
        assertThat(said).contains("did not come back").doesNotContain("SAID The static pods");
        assertThat(kubernetes.resolve("manifests/etcd.yaml")).exists();
    }

    @Test
    void theKubeletsServingCertificateIsMovedAsideForTheKubeletToMakeANewOne() throws Exception {
        Path pki = Files.createDirectories(machine.resolve("var/lib/kubelet/pki"));
        Files.writeString(pki.resolve("kubelet.crt"), "old");
        Files.writeString(pki.resolve("kubelet.key"), "old");
        serving = pki.resolve("kubelet.crt").toString();

        run();

        assertThat(pki.resolve("kubelet.crt")).doesNotExist();
        assertThat(pki.resolve("kubelet.key")).doesNotExist();
        assertThat(pki.resolve("kubelet.crt-before-2026-03-05T00-00-00Z")).hasContent("old");
    }

    @Test
    void anotherFolderOfCertificatesIsToldToKubeadmByAConfiguration() throws Exception {
        command("kubeadm", """
                echo "kubeadm $*" >> "$CALLS"
                case "$*" in
                    'config print init-defaults') echo 'apiVersion: kubeadm.k8s.io/v1beta4' ;;
                    *--config*) cp "$8" "$CALLS.configuration"; echo '    client-certificate-data: eA==' ;;
                esac
                """);
        pki = "/srv/certificates";

        run();

        assertThat(calls()).contains("kubeadm certs renew all --cert-dir /srv/certificates");
        assertThat(machine.resolve("calls.configuration"))
                .hasContent(
                        "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncertificatesDir: /srv/certificates\n");
        assertThat(kubernetes.resolve("renewing.yaml")).doesNotExist();
    }

    private List<String> calls() throws IOException {
        Path calls = machine.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private String run() throws Exception {
        return ended(start());
    }

    private Process start() throws IOException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-s");
        String others = System.getenv("PATH");
        shell.environment().put("OTHERS", others);
        shell.environment().put("PATH", machine.resolve("bin") + ":" + others);
        shell.environment().put("CALLS", machine.resolve("calls").toString());
        shell.environment().put("KUBERNETES", kubernetes.toString());
        shell.environment().put("PKI", pki.isEmpty() ? kubernetes.resolve("pki").toString() : pki);
        shell.environment().put("SERVING", serving);
        shell.environment().put("RENEW", "yes");
        shell.environment().put("KUBELET", renewsKubelet);
        shell.environment().put("NODE", "system:node:cp-0");
        shell.environment().put("STAMP", "2026-03-05T00-00-00Z");
        Process running = shell.redirectErrorStream(true).start();
        try (InputStream script = Objects.requireNonNull(SshMachineActivities.class.getResourceAsStream("renew.sh"))) {
            running.getOutputStream().write(script.readAllBytes());
            running.getOutputStream().close();
        }
        return running;
    }

    private static String ended(Process running) throws Exception {
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
        assertThat(running.exitValue()).as(said).isZero();
        return said;
    }

    private void command(String name, String body) throws IOException {
        Path file = machine.resolve("bin").resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void manifest(String pod) throws IOException {
        Files.createDirectories(kubernetes.resolve("manifests"));
        Files.writeString(kubernetes.resolve("manifests").resolve(pod + ".yaml"), "kind: Pod\n");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

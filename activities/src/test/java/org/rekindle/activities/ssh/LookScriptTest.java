// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.activities.ssh.MachineFolder.ENDED;
import static org.rekindle.activities.ssh.MachineFolder.GOOD;
import static org.rekindle.activities.ssh.MachineFolder.KEY;
import static org.rekindle.activities.ssh.MachineFolder.base64;
import static org.rekindle.activities.ssh.MachineFolder.embedding;
import static org.rekindle.activities.ssh.MachineFolder.leaf;
import static org.rekindle.activities.ssh.MachineFolder.naming;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.activities.openstack.TestCertificates;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.observation.MachineSighting;

/** The script itself, run by a real shell on a folder, and what is made of its answer. */
final class LookScriptTest {

    private static final String PKI = "etc/kubernetes/pki/";
    private static final String KUBELET_CONF = "etc/kubernetes/kubelet.conf";
    private static final String CURRENT = "var/lib/kubelet/pki/kubelet-client-current.pem";
    private static final String HALF_A_KEY = KEY.replaceAll("(?s)-----END.*", "");
    private static final List<String> ALL = List.of(
            "ca",
            "front-proxy-ca",
            "apiserver",
            "apiserver-kubelet-client",
            "front-proxy-client",
            "etcd-ca",
            "apiserver-etcd-client",
            "etcd-server",
            "etcd-peer",
            "etcd-healthcheck-client",
            "controller-manager.conf",
            "scheduler.conf",
            "admin.conf",
            "super-admin.conf",
            "kubelet.conf");

    @TempDir
    private Path root;

    private MachineFolder machine;

    @BeforeEach
    void layOut() throws IOException {
        machine = new MachineFolder(root);
    }

    @Test
    void eachCertificateThatKubeadmNamesIsRead() throws Exception {
        MachineSighting seen = machine.look();

        assertThat(seen.detail()).isEqualTo("kubeadm can renew here.");
        assertThat(seen.renewable()).isTrue();
        assertThat(seen.certificates()).extracting(CertificateOnDisk::name).containsExactlyElementsOf(ALL);
        assertThat(seen.certificates()).extracting(CertificateOnDisk::notAfter).containsOnly(GOOD);
        assertThat(seen.certificates().stream().filter(CertificateOnDisk::authority))
                .extracting(CertificateOnDisk::name)
                .containsExactly("ca", "front-proxy-ca", "etcd-ca");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oidc-ca.crt", "ca-old.crt", "etcd/ca-old.crt"})
    void pkiLeftoverAuthorityIsNamedAndPassedOver(String name) throws Exception {
        machine.copy("oidc-ca.crt", PKI + name);
        MachineSighting seen = machine.look();

        assertThat(seen.renewable()).isTrue();
        assertThat(seen.detail())
                .contains("kubeadm renews none of these files, and they are passed over: " + name
                        + " (expired at 2021-09-30T14:01:15Z)");
        assertThat(seen.certificates()).extracting(CertificateOnDisk::name).containsExactlyElementsOf(ALL);
    }

    @Test
    void pkiTruncatedFileIsNamedAndPassedOver() throws Exception {
        machine.copy("apiserver-copy.crt", PKI + "apiserver-copy.crt");
        MachineSighting seen = machine.look();

        assertThat(seen.renewable()).isTrue();
        assertThat(seen.detail()).contains("apiserver-copy.crt holds a certificate that breaks off");
    }

    @ParameterizedTest
    @CsvSource({"apiserver-copy.crt, breaks off", "oidc-ca.crt, expired at"})
    void theSameInTheFileOfTheClustersOwnIsAReasonNotToRenew(String resource, String why) throws Exception {
        MachineSighting seen = machine.copy(resource, PKI + "ca.crt").look();

        assertThat(seen.renewable()).isFalse();
        assertThat(seen.detail()).contains(why);
    }

    @Test
    void noKeyLeavesTheMachineWhateverIsTruncated() throws Exception {
        String broken = leaf("x", GOOD).replaceAll("(?s)-----END.*", "") + KEY + leaf("y", GOOD);
        machine.write(PKI + "apiserver.crt", broken)
                .write(PKI + "key.crt", KEY)
                .write(PKI + "mixed.pem", "bag attributes\nkey: x\n" + KEY + leaf("z", GOOD))
                .write(CURRENT, broken);

        assertThat(machine.printed()).doesNotContain("c2VjcmV0", "PRIVATE");
        assertThat(machine.look().detail())
                .contains("key.crt holds a private key and no certificate", "mixed.pem (until " + GOOD + ")");
    }

    @Test
    void aCertificateWithTextBeforeItAndWindowsLineEndsIsRead() throws Exception {
        machine.write(
                PKI + "apiserver.crt",
                "Certificate:\r\n  Data:\r\n" + leaf("x", ENDED).replace("\n", "\r\n"));

        assertThat(end(machine.look(), "apiserver")).isEqualTo(ENDED);
    }

    @Test
    void ofALeafsFileTheFirstCertificateCounts() throws Exception {
        machine.write(PKI + "apiserver.crt", leaf("first", GOOD) + leaf("chain", ENDED));

        assertThat(end(machine.look(), "apiserver")).isEqualTo(GOOD);
    }

    @Test
    void anAuthorityThatIsRotatedHasSeveralAndIsNotCalledExpiredUnlessAllAre() throws Exception {
        machine.write(PKI + "ca.crt", leaf("new", GOOD) + leaf("old", ENDED));
        MachineSighting rotated = machine.look();
        machine.write(PKI + "ca.crt", leaf("old", ENDED) + leaf("new", GOOD));
        MachineSighting other = machine.look();
        machine.write(PKI + "ca.crt", leaf("old", ENDED) + leaf("older", ENDED.minusSeconds(60)));
        MachineSighting ended = machine.look();

        assertThat(rotated.renewable()).isTrue();
        assertThat(rotated.detail()).contains("ca.crt holds 2 certificates", "rotated");
        assertThat(end(rotated, "ca")).isEqualTo(GOOD);
        assertThat(end(other, "ca")).isEqualTo(GOOD);
        assertThat(other.detail()).contains("The first certificate", "by which kubeadm signs");
        assertThat(end(ended, "ca")).isEqualTo(ENDED);
        assertThat(ended.detail()).contains("Its authority ca expired at " + ENDED);
    }

    @Test
    void aFolderOfCertificatesThatTheManifestNamesIsLookedInto() throws Exception {
        machine.write("srv/pki/ca.crt", leaf("ca", GOOD)).write("srv/pki/apiserver.crt", leaf("api", ENDED));
        machine.manifest(
                "kube-apiserver",
                "'--client-ca-file=" + machine.path("srv/pki/ca.crt") + "'",
                "--tls-cert-file",
                "\"" + machine.path("srv/pki/apiserver.crt") + "\"",
                "# --client-ca-file=/nowhere/ca.crt");
        LookOutput seen = LookOutput.of(machine.printed());

        assertThat(seen.pki()).isEqualTo(machine.path("srv/pki").toString());
        assertThat(end(machine.look(), "apiserver")).isEqualTo(ENDED);
        assertThat(machine.look().detail()).contains("no pki/ca.key", machine.path("srv/pki/front-proxy-ca.crt") + " ");
    }

    @Test
    void aServedCertificateThatKubeadmDoesNotRenewIsSaidWhenItIsDue() throws Exception {
        machine.write("srv/api.pem", leaf("corporate", ENDED));
        machine.manifest("kube-apiserver", "--tls-cert-file=" + machine.path("srv/api.pem"));

        assertThat(machine.look().renewable()).isFalse();
        assertThat(machine.look().detail()).contains("srv/api.pem for apiserver, which kubeadm does not renew");
        machine.write("srv/api.pem", leaf("corporate", GOOD));
        assertThat(machine.look().renewable()).isTrue();
        assertThat(machine.look().detail()).contains("passed over: apiserver.crt");
    }

    @Test
    void whereEtcdIsElsewhereNothingOfItIsMissed() throws Exception {
        machine.delete("etc/kubernetes/manifests/etcd.yaml")
                .delete(PKI + "etcd/ca.key")
                .delete(PKI + "etcd/server.crt");

        assertThat(machine.look().detail()).startsWith("kubeadm can renew here.");
        assertThat(machine.look().certificates())
                .extracting(CertificateOnDisk::name)
                .doesNotContain("etcd-server");
    }

    @ParameterizedTest
    @CsvSource({
        "pki/apiserver.crt, apiserver",
        "pki/etcd/peer.crt, etcd-peer",
        "scheduler.conf, scheduler.conf",
        "controller-manager.conf, controller-manager.conf"
    })
    void whatIsNeededAndGoneIsNamed(String file, String name) throws Exception {
        machine.delete("etc/kubernetes/" + file);

        assertThat(machine.look().renewable()).isFalse();
        assertThat(machine.look().detail()).contains(file + " (" + name + ") is not there");
    }

    @Test
    void anAdministratorsKubeconfigThatIsGoneIsMissedByNobody() throws Exception {
        machine.delete("etc/kubernetes/admin.conf").delete("etc/kubernetes/super-admin.conf");

        assertThat(machine.look().detail()).isEqualTo("kubeadm can renew here.");
    }

    @Test
    void kubeletCredentialGoneIsToldByNameAndMadeAnew() throws Exception {
        machine.delete(CURRENT);
        MachineSighting named = machine.look();
        machine.delete(KUBELET_CONF);
        MachineSighting conf = machine.look();

        assertThat(List.of(named, conf)).allSatisfy(seen -> {
            assertThat(seen.gone()).containsExactly("kubelet.conf");
            assertThat(seen.renewable()).isTrue();
            assertThat(seen.detail()).contains("a renewal makes it again");
        });
        assertThat(named.detail()).contains("kubelet.conf names " + machine.path(CURRENT) + ", which is not there");
        assertThat(conf.detail()).contains("kubelet.conf is not there");
        assertThat(machine.state().needsKubelet()).isTrue();
        assertThat(LookOutput.of(machine.printed()).node()).contains("cp-0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not: a kubeconfig", "{\"users\": []}", "client-certificate-data: '%%%'", "\u0000"})
    void aKubeletsKubeconfigThatHoldsNothingIsAsGoodAsGone(String text) throws Exception {
        assertThat(machine.write(KUBELET_CONF, text).look().gone()).containsExactly("kubelet.conf");
    }

    @Test
    void aKubeletsCertificateWithoutItsKeyIsGone() throws Exception {
        machine.write(CURRENT, leaf("system:node:cp-0", GOOD));

        assertThat(machine.look().gone()).containsExactly("kubelet.conf");
        assertThat(machine.look().detail()).contains("which holds no private key");

        machine.write(CURRENT, leaf("system:node:cp-0", GOOD) + HALF_A_KEY);
        assertThat(machine.look().gone()).containsExactly("kubelet.conf");
    }

    @Test
    void aKubeletsCertificateWithinItsKubeconfigNeedsItsKeyToo() throws Exception {
        String whole = embedding(leaf("system:node:cp-0", GOOD));
        String bare = whole.replaceAll("\n *client-key-data: .*", "");
        Path key = machine.path("etc/kubernetes/kubelet.key");
        machine.delete(CURRENT).write(KUBELET_CONF, whole);
        assertThat(machine.look().gone()).isEmpty();

        for (String without :
                List.of(bare, whole.replace(base64(KEY), base64(HALF_A_KEY)), whole.replace("-key-data", "-key"))) {
            MachineSighting seen = machine.write(KUBELET_CONF, without).look();
            assertThat(seen.gone()).as(without).containsExactly("kubelet.conf");
            assertThat(seen.renewable()).isTrue();
            assertThat(seen.detail()).contains("kubelet.conf holds a certificate without its private key");
        }

        machine.write("etc/kubernetes/kubelet.key", KEY).write(KUBELET_CONF, bare + "    client-key: " + key + "\n");
        assertThat(machine.look().gone()).isEmpty();
    }

    /** It reads the certificate there alone, and writes a new key beside the new one. */
    @Test
    void aKubeconfigThatKubeadmRenewsNeedsNoKeyForIt() throws Exception {
        machine.write(
                "etc/kubernetes/scheduler.conf",
                embedding(leaf("system:kube-scheduler", ENDED)).replaceAll("\n *client-key-data: .*", ""));

        assertThat(machine.look().renewable()).isTrue();
        assertThat(end(machine.look(), "scheduler.conf")).isEqualTo(ENDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.key", "front-proxy-ca.key", "etcd/ca.key"})
    void halfAKeyOfAnAuthorityIsNone(String name) throws Exception {
        machine.write(PKI + name, HALF_A_KEY);

        assertThat(machine.look().renewable()).isFalse();
        assertThat(machine.look().detail()).contains("It has no pki/" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA ", "EC ", ""})
    void aKeyOfAnyKindIsOne(String kind) throws Exception {
        machine.write(
                PKI + "ca.key",
                "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
                        + KEY.replace("PRIVATE", kind + "PRIVATE").replace("\n", "\r\n"));

        assertThat(machine.look().detail()).isEqualTo("kubeadm can renew here.");
    }

    /** Go takes what Java does not: here no subject, and names that are not marked as critical. */
    @Test
    void aCertificateThatJavaRefusesIsRead() throws Exception {
        machine.write(
                "srv/api.pem", new TestCertificates("corporate").withoutSubject(ENDED.minusSeconds(3600), ENDED, 1));
        machine.manifest("kube-apiserver", "--tls-cert-file=" + machine.path("srv/api.pem"));
        assertThat(end(machine.look(), "apiserver")).isEqualTo(ENDED);

        machine.write("srv/api.pem", new TestCertificates("corporate").withoutSubject(ENDED, GOOD, 1));
        assertThat(machine.look().renewable()).isTrue();
        assertThat(end(machine.look(), "apiserver")).isEqualTo(GOOD);
    }

    @Test
    void aCertificateWithThousandsOfNamesIsRead() throws Exception {
        String large = new TestCertificates("kubernetes").withoutSubject(ENDED, GOOD, 2_000);
        assertThat(large.length()).isBetween(70_000, 200_000);

        machine.write(PKI + "apiserver.crt", large);
        assertThat(machine.look().renewable()).isTrue();
        assertThat(end(machine.look(), "apiserver")).isEqualTo(GOOD);

        machine.write(PKI + "stray.crt", large).write(PKI + "ca.crt", leaf("ca", GOOD) + large);
        assertThat(machine.look().detail()).contains("stray.crt holds a certificate that breaks off or is no PEM");
        assertThat(LookOutput.of(machine.printed()).file("ca").orElseThrow().certificates())
                .hasSize(1);
    }

    @Test
    void aKubeletTakesWhatItsRotationMadeWhereThatLastsLonger() throws Exception {
        machine.write(KUBELET_CONF, embedding(leaf("system:node:cp-0", ENDED)));
        assertThat(end(machine.look(), "kubelet.conf")).isEqualTo(GOOD);
        assertThat(machine.state().needsKubelet()).isFalse();

        machine.write(CURRENT, leaf("system:node:cp-0", ENDED.minusSeconds(60)) + KEY);
        assertThat(end(machine.look(), "kubelet.conf")).isEqualTo(ENDED);
        assertThat(machine.state().needsKubelet()).isTrue();
    }

    @Test
    void theNodesNameIsKnownByOtherMeansWhereNoCertificateTellsIt() throws Exception {
        machine.delete(CURRENT).manifest("etcd", "--name=cp-of-etcd");
        assertThat(LookOutput.of(machine.printed()).node()).contains("cp-of-etcd");

        machine.write(
                "var/lib/kubelet/kubeadm-flags.env", "KUBELET_KUBEADM_ARGS=\"--hostname-override=cp-said --v=2\"");
        assertThat(LookOutput.of(machine.printed()).node()).contains("cp-said");
    }

    @Test
    void theKubeletsServingCertificateIsToldAndOnlyItsOwnIsMadeAnew() throws Exception {
        machine.write("var/lib/kubelet/pki/kubelet.crt", leaf("cp-0-ca@1", ENDED));
        assertThat(end(machine.look(), "kubelet-server")).isEqualTo(ENDED);
        assertThat(machine.state().staleKubeletServer())
                .contains(machine.path("var/lib/kubelet/pki/kubelet.crt").toString());

        machine.write("var/lib/kubelet/pki/kubelet-server-current.pem", leaf("system:node:cp-0", ENDED) + KEY);
        assertThat(machine.state().staleKubeletServer()).isEmpty();
    }

    @Test
    void ofManyStraysSomeAreNamedAndTheOthersCounted() throws Exception {
        for (int number = 0; number < 40; number++) {
            machine.write(PKI + "copy-%02d.crt".formatted(number), leaf("x", ENDED));
        }

        assertThat(machine.look().detail())
                .contains("copy-00.crt", "and 35 more.")
                .doesNotContain("copy-10");
    }

    @Test
    void aNameThatBreaksLinesForgesNothing() throws Exception {
        Files.writeString(machine.path(PKI + "odd\nMISSING kubeadm\nNODE evil.crt"), "x");

        assertThat(machine.look().renewable()).isTrue();
        assertThat(machine.look().detail()).contains("odd?MISSING kubeadm?NODE evil.crt");
    }

    @Test
    void eachCredentialIsToldBeforeAndAfterItsRenewal() throws Exception {
        machine.write(PKI + "apiserver.crt", leaf("x", ENDED)).delete(CURRENT);
        MachineState before = machine.state();
        machine.write(PKI + "apiserver.crt", leaf("x", GOOD)).write(CURRENT, leaf("system:node:cp-0", GOOD) + KEY);
        RenewedMachine done = new RenewedMachine(before, machine.state(), Duration.ofDays(30), MachineFolder.NOW);

        assertThat(done.beforeAndAfter())
                .contains(
                        "apiserver until " + ENDED + ", now until " + GOOD,
                        "kubelet.conf was missing, now until " + GOOD,
                        "scheduler.conf until " + GOOD + " as before");
        assertThat(done.open(GOOD)).isEmpty();
        assertThat(done.open(null)).isEmpty();
        assertThat(done.open(ENDED)).singleElement().asString().contains("Its API server serves a certificate until");
    }

    @Test
    void whatIsNotRenewedThoughItWasDueIsSaid() throws Exception {
        machine.write(PKI + "front-proxy-client.crt", leaf("x", ENDED)).delete(CURRENT);
        MachineState before = machine.state();
        machine.delete("etc/kubernetes/scheduler.conf");
        RenewedMachine done = new RenewedMachine(before, machine.state(), Duration.ofDays(30), MachineFolder.NOW);

        assertThat(done.open(GOOD))
                .containsExactly(
                        "The credential kubelet.conf is still missing.",
                        "The certificate front-proxy-client is not renewed: it ends at " + ENDED + ".",
                        "The certificate scheduler.conf is no longer there.");
    }

    @Test
    void aKubeconfigNamesItsFileInManyWays() throws Exception {
        machine.write(
                KUBELET_CONF,
                naming(machine.path(CURRENT)).replace(": /", ": \"/").replace(".pem", ".pem\""));
        assertThat(machine.look().gone()).isEmpty();

        machine.write(
                KUBELET_CONF,
                "{\"users\":[{\"user\":{\"client-certificate\":\"" + machine.path(CURRENT) + "\",\"client-key\":\""
                        + machine.path(CURRENT) + "\"}}]}");
        assertThat(machine.look().gone()).isEmpty();

        machine.write(KUBELET_CONF, "users:\n- user:\n    client-certificate: kubelet.pem\n");
        machine.write("etc/kubernetes/kubelet.pem", leaf("system:node:cp-0", GOOD) + KEY);
        assertThat(machine.look().gone()).isEmpty();
    }

    private static Instant end(MachineSighting seen, String name) {
        return seen.certificates().stream()
                .filter(certificate -> certificate.name().equals(name))
                .findFirst()
                .orElseThrow()
                .notAfter();
    }
}

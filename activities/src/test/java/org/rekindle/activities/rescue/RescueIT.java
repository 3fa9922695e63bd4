// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.CSIPersistentVolumeSource;
import io.fabric8.kubernetes.api.model.CSIPersistentVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.helm.HelmJavaActivities;
import org.rekindle.activities.kubernetes.ApiServer;
import org.rekindle.activities.kubernetes.KubernetesClients;
import org.rekindle.activities.openstack.TestCertificates;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.workflows.api.HelmActivities.ReleaseOutcome;
import org.rekindle.workflows.api.HelmActivities.ReleaseRequest;
import org.rekindle.workflows.api.RescueActivities.AddedClaims;
import org.rekindle.workflows.api.RescueActivities.ClaimsRequest;
import org.rekindle.workflows.api.RescueActivities.KeepRequest;
import org.rekindle.workflows.api.RescueActivities.KeptRequest;
import org.rekindle.workflows.api.RescueActivities.RestoreRequest;
import org.rekindle.workflows.api.RescueActivities.Restored;
import org.rekindle.workflows.model.fleet.Release;
import org.rekindle.workflows.model.observation.CloudClaim;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.model.observation.RescuedSecret;
import org.rekindle.workflows.model.observation.RescuedVolume;

/** Out of a real API server whose certificate has expired, into another one, with the real Helm before and after. */
class RescueIT {

    private static final String COOKIES = "hub.config.JupyterHub.cookie_secret";
    private static final String TOKEN = "hub.services.binder.apiToken";
    private static final String NAMESPACE = "binderhub";
    private static final String HOMES = "homes";
    private static final RescuedSecret HUB = new RescuedSecret(NAMESPACE, "hub", "Opaque", List.of(COOKIES, TOKEN));

    @TempDir
    private static Path folder;

    private static final TestCertificates AUTHORITY = new TestCertificates("cluster");

    private static ApiServer expired;
    private static ApiServer rebuilt;
    private static KubernetesClient before;
    private static KubernetesClient after;
    private static FileSecretStore store;
    private static KubernetesRescueActivities rescue;
    private static HelmJavaActivities helm;

    @BeforeAll
    static void start() throws Exception {
        expired = serving("expired", AUTHORITY);
        rebuilt = ApiServer.start(folder.resolve("rebuilt"));
        before = expired.client();
        after = rebuilt.client();
        store = new FileSecretStore(folder.resolve("secrets"));
        store.put("kubeconfig/expired", expired.kubeconfig().getBytes(StandardCharsets.UTF_8));
        store.put("kubeconfig/rebuilt", rebuilt.kubeconfig().getBytes(StandardCharsets.UTF_8));
        KubernetesClients clients = new KubernetesClients(store);
        rescue = new KubernetesRescueActivities(clients, store);
        helm = new HelmJavaActivities(clients);
    }

    @AfterAll
    static void stop() {
        List.of(before, after).forEach(KubernetesClient::close);
        List.of(expired, rebuilt).forEach(ApiServer::close);
    }

    @AfterEach
    void clear() {
        for (KubernetesClient client : List.of(before, after)) {
            client.secrets().inNamespace(NAMESPACE).delete();
        }
    }

    @Test
    void theHubHasItsOldKeysAfterARebuild() {
        makeHub(Map.of(COOKIES, "b2xk", TOKEN, "dG9rZW4=", "values.yaml", "cGFzc3dvcmQ="));
        ClusterUuid uuid = uuid(1);

        RescueSighting kept = keep(uuid);
        Restored restored = restore(uuid);
        ReleaseOutcome installed = install("binder");

        assertThat(kept)
                .isEqualTo(new RescueSighting(
                        List.of(HUB), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false));
        assertThat(restored).isEqualTo(new Restored(List.of("Secret binderhub/hub"), List.of(), List.of(), List.of()));
        assertThat(installed.deployed()).as(installed.detail()).isTrue();
        assertThat(hub(after).getData())
                .containsEntry(COOKIES, "b2xk")
                .containsEntry(TOKEN, "dG9rZW4=")
                .containsKey("values.yaml");
        assertThat(restore(uuid))
                .isEqualTo(new Restored(List.of(), List.of("Secret binderhub/hub"), List.of(), List.of()));
    }

    @Test
    void withoutARescueTheHubHasOtherKeys() {
        install("binder");

        assertThat(hub(after).getData().get(COOKIES)).isNotEqualTo("b2xk").hasSizeGreaterThan(64);
    }

    @Test
    void helmRefusesASecretWithoutItsMarks() {
        makeHub(Map.of(COOKIES, "b2xk"));
        ClusterUuid uuid = uuid(2);
        keep(uuid);

        rescue.restore(new RestoreRequest("demo", uuid, "kubeconfig/rebuilt", Map.of(), List.of()));

        assertThatThrownBy(() -> install("unmarked")).hasMessageContaining("invalid ownership metadata");
        assertThat(restore(uuid).other())
                .containsExactly(
                        "Secret binderhub/hub is there already and is not the release's, so Helm will refuse to"
                                + " install the release: delete the Secret. It was left as it is.");
    }

    /** A command runs a Helm of its own there, under a name that no helm step of the fleet file tells. */
    @Test
    void whereNoReleaseOfTheFleetFileInstallsEachThingKeepsTheMarksThatItHad() {
        makeHub(Map.of(COOKIES, "b2xk", TOKEN, "dG9rZW4="));
        before.secrets()
                .inNamespace(NAMESPACE)
                .withName("hub")
                .edit(secret -> new SecretBuilder(secret)
                        .withMetadata(HelmMarks.marked(secret.getMetadata(), "theirs"))
                        .build());
        ClusterUuid uuid = uuid(16);
        keep(uuid);
        rescue.addClaims(new ClaimsRequest(
                "demo", uuid, List.of(new CloudClaim(NAMESPACE, "claim-fay", "pvc-fay", "cinder-9", 1))));

        rescue.restore(new RestoreRequest("demo", uuid, "kubeconfig/rebuilt", Map.of(), List.of("cinder-9")));

        assertThat(after.persistentVolumeClaims()
                        .inNamespace(NAMESPACE)
                        .withName("claim-fay")
                        .require()
                        .getMetadata()
                        .getAnnotations())
                .doesNotContainKey("meta.helm.sh/release-name");
        assertThat(install("theirs").deployed()).isTrue();
        assertThat(hub(after).getData()).containsEntry(COOKIES, "b2xk").containsEntry(TOKEN, "dG9rZW4=");
    }

    @Test
    void whatIsThereAlreadyIsLeftAsItIs() {
        makeHub(Map.of(COOKIES, "b2xk", TOKEN, "dG9rZW4="));
        ClusterUuid uuid = uuid(3);
        keep(uuid);
        make(after, "hub", "Opaque", Map.of(COOKIES, "bmV3", TOKEN, "dG9rZW4="));

        assertThat(restore(uuid))
                .isEqualTo(new Restored(
                        List.of(),
                        List.of(),
                        List.of("Secret binderhub/hub is there already with other values of " + COOKIES
                                + ". It was left as it is."),
                        List.of()));
        assertThat(hub(after).getData()).containsEntry(COOKIES, "bmV3");
    }

    @Test
    void aCertificateComesBackWithItsOwnMarksAndWithoutWhatKubectlWroteBeside() {
        make(before, "https", RescuedSecret.TLS, Map.of("tls.crt", "Y2VydA==", "tls.key", "a2V5"));
        ClusterUuid uuid = uuid(4);
        keep(uuid);

        assertThat(restore(uuid).made()).containsExactly("Secret binderhub/https");
        Secret back = after.secrets().inNamespace(NAMESPACE).withName("https").require();
        assertThat(back.getData()).containsEntry("tls.key", "a2V5");
        assertThat(back.getMetadata().getAnnotations())
                .containsEntry("cert-manager.io/certificate-name", "https")
                .doesNotContainKey("kubectl.kubernetes.io/last-applied-configuration");
    }

    @Test
    void aVolumeThatCinderStillHasIsClaimedAgainAndAnotherIsNot() {
        claim(HOMES, "claim-ana", "pvc-1", "cinder-1");
        claim(HOMES, "claim-ben", "pvc-2", "cinder-2");
        ClusterUuid uuid = uuid(8);

        RescueSighting kept =
                rescue.keep(new KeepRequest("demo", uuid, "kubeconfig/expired", List.of(HOMES), List.of()));
        Restored restored = restore(uuid);

        assertThat(kept.volumes())
                .containsExactly(
                        RescuedVolume.ofCinder(HOMES, "claim-ana", "cinder-1"),
                        RescuedVolume.ofCinder(HOMES, "claim-ben", "cinder-2"));
        assertThat(restored.made()).containsExactly("PersistentVolume pvc-1", "PersistentVolumeClaim homes/claim-ana");
        PersistentVolume volume = after.persistentVolumes().withName("pvc-1").require();
        assertThat(volume.getSpec().getPersistentVolumeReclaimPolicy()).isEqualTo("Retain");
        assertThat(volume.getSpec().getCsi().getVolumeHandle()).isEqualTo("cinder-1");
        assertThat(volume.getSpec().getClaimRef().getUid()).isNull();
        PersistentVolumeClaim claim = after.persistentVolumeClaims()
                .inNamespace(HOMES)
                .withName("claim-ana")
                .require();
        assertThat(claim.getSpec().getVolumeName()).isEqualTo("pvc-1");
        assertThat(claim.getMetadata().getLabels()).containsEntry("app.kubernetes.io/managed-by", "kubespawner");
        assertThat(claim.getMetadata().getAnnotations()).doesNotContainKey("pv.kubernetes.io/bind-completed");
        assertThat(restore(uuid).same()).isEqualTo(restored.made());
    }

    /** Rights to the share are in a Secret that the volume names, and come back with the driver. */
    @Test
    void aShareOfAnotherDriverIsClaimedAgainAsItWas() {
        String driver = "nfs.manila.csi.openstack.org";
        claim(
                "shares",
                "homes",
                "pv-homes",
                "Retain",
                new CSIPersistentVolumeSourceBuilder()
                        .withDriver(driver)
                        .withVolumeHandle("share-1")
                        .withVolumeAttributes(Map.of("shareID", "share-1", "shareAccessID", "access-1"))
                        .withNewNodeStageSecretRef("manila", "kube-system")
                        .build());
        ClusterUuid uuid = uuid(17);

        RescueSighting kept =
                rescue.keep(new KeepRequest("demo", uuid, "kubeconfig/expired", List.of("shares"), List.of()));
        RestoreRequest request = new RestoreRequest("demo", uuid, "kubeconfig/rebuilt", Map.of(), List.of("share-1"));
        Restored restored = rescue.restore(request);

        assertThat(kept.volumes()).containsExactly(new RescuedVolume("shares", "homes", "share-1", driver));
        assertThat(kept.unread()).isEmpty();
        assertThat(restored.made()).containsExactly("PersistentVolume pv-homes", "PersistentVolumeClaim shares/homes");
        PersistentVolume volume = after.persistentVolumes().withName("pv-homes").require();
        assertThat(volume.getSpec().getCsi().getVolumeAttributes()).containsEntry("shareAccessID", "access-1");
        assertThat(volume.getSpec().getCsi().getNodeStageSecretRef().getName()).isEqualTo("manila");
        assertThat(rescue.restore(request).same()).isEqualTo(restored.made());
    }

    /** The chart has the claim as well, so Helm must take it over. */
    @Test
    void aClaimThatCinderAloneTellsOfIsTheReleasesAfterwards() {
        ClusterUuid uuid = uuid(14);
        CloudClaim database = new CloudClaim(NAMESPACE, "hub-db-dir", "pvc-db", "cinder-1", 1);
        CloudClaim home = new CloudClaim(NAMESPACE, "claim-cleo", "pvc-cleo", "cinder-4", 1);
        CloudClaim earlier = new CloudClaim(NAMESPACE, "claim-cleo", "pvc-then", "cinder-5", 1);

        AddedClaims added = rescue.addClaims(new ClaimsRequest("demo", uuid, List.of(database, home, earlier)));

        assertThat(added.claims()).containsExactly(RescuedVolume.ofCinder(NAMESPACE, "hub-db-dir", "cinder-1"));
        assertThat(added.doubts())
                .containsExactly(
                        "claim binderhub/claim-cleo: Cinder has more than one volume for it (cinder-4, cinder-5),"
                                + " so it is not made again.");
        assertThat(rescue.addClaims(new ClaimsRequest("demo", uuid, List.of(database, home, earlier))))
                .isEqualTo(added);
        assertThat(restore(uuid).made())
                .containsExactly("PersistentVolume pvc-db", "PersistentVolumeClaim binderhub/hub-db-dir");
        install("binder", List.of(values("database: true")));
        assertThat(after.persistentVolumeClaims()
                        .inNamespace(NAMESPACE)
                        .withName("hub-db-dir")
                        .require()
                        .getSpec()
                        .getVolumeName())
                .isEqualTo("pvc-db");
        assertThat(after.persistentVolumes()
                        .withName("pvc-db")
                        .require()
                        .getSpec()
                        .getCsi()
                        .getVolumeHandle())
                .isEqualTo("cinder-1");
    }

    @Test
    void whatWasCopiedOutOfTheClusterCountsMoreThanCindersMetadata() {
        claim("attics", "claim-dan", "pvc-dan", "cinder-7");
        ClusterUuid uuid = uuid(15);
        rescue.keep(new KeepRequest("demo", uuid, "kubeconfig/expired", List.of("attics"), List.of()));

        AddedClaims same = rescue.addClaims(new ClaimsRequest(
                "demo", uuid, List.of(new CloudClaim("attics", "claim-dan", "pvc-dan", "cinder-7", 10))));
        AddedClaims other = rescue.addClaims(new ClaimsRequest(
                "demo", uuid, List.of(new CloudClaim("attics", "claim-dan", "pvc-else", "cinder-8", 10))));

        assertThat(same).isEqualTo(new AddedClaims(List.of(), List.of()));
        assertThat(other.claims()).isEmpty();
        assertThat(other.doubts())
                .containsExactly(
                        "claim attics/claim-dan: it had volume cinder-7 when it was copied, and Cinder has another"
                                + " one for it (cinder-8).");
        assertThat(rescue.kept(new KeptRequest("demo", uuid)).volumes())
                .contains(RescuedVolume.ofCinder("attics", "claim-dan", "cinder-7"));
    }

    @Test
    void whatWasCopiedBeforeAndIsNotSeenNowIsTheCopyOfThen() {
        makeHub(Map.of(COOKIES, "b2xk", TOKEN, "dG9rZW4="));
        ClusterUuid uuid = uuid(10);
        keep(uuid);
        before.secrets().inNamespace(NAMESPACE).delete();

        RescueSighting now = keep(uuid);
        RescueSighting unseen = rescue.kept(new KeptRequest("demo", uuid));

        assertThat(now.secrets()).containsExactly(HUB);
        assertThat(now.earlier())
                .singleElement()
                .asString()
                .matches("Secret binderhub/hub of \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(unseen.secrets()).isEqualTo(now.secrets());
        assertThat(unseen.earlier()).isEqualTo(now.earlier());
        assertThat(rescue.kept(new KeptRequest("demo", uuid(11))).secrets()).isEmpty();
    }

    @Test
    void aCopyThatIsCutIsNamedWithTheCureAndItsWordsAreNotTold() {
        ClusterUuid uuid = uuid(13);
        for (String cut : List.of("", "null", "{\"items\": [{\"data\": {\"token\": \"c2VjcmV0")) {
            store.put("rescue/demo/" + uuid, cut.getBytes(StandardCharsets.UTF_8));

            assertThatThrownBy(() -> rescue.kept(new KeptRequest("demo", uuid)))
                    .as(cut)
                    .isInstanceOf(ApplicationFailure.class)
                    .hasMessageContaining("The copy rescue/demo/" + uuid)
                    .hasMessageContaining("Move the file away")
                    .hasNoCause()
                    .message()
                    .doesNotContain("c2VjcmV0");
        }
    }

    @Test
    void aClaimThatWasMadeAnewSinceThenHasItsVolumeOfToday() {
        claim("made-anew", "claim-eve", "pvc-5", "cinder-5");
        KeepRequest request = new KeepRequest("demo", uuid(12), "kubeconfig/expired", List.of("made-anew"), List.of());
        rescue.keep(request);
        // No controller is there to take the finalizer away.
        before.persistentVolumeClaims()
                .inNamespace("made-anew")
                .withName("claim-eve")
                .edit(claim -> {
                    claim.getMetadata().setFinalizers(List.of());
                    return claim;
                });
        before.persistentVolumeClaims()
                .inNamespace("made-anew")
                .withName("claim-eve")
                .delete();
        claim("made-anew", "claim-eve", "pvc-6", "cinder-6");

        assertThat(rescue.keep(request).volumes())
                .containsExactly(RescuedVolume.ofCinder("made-anew", "claim-eve", "cinder-6"));
    }

    @Test
    void addressesAndReleasesAreShown() {
        install("binder");
        Service entrypoint = new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName("entrypoint")
                .endMetadata()
                .withNewSpec()
                .withType("LoadBalancer")
                .addNewPort()
                .withPort(443)
                .endPort()
                .endSpec()
                .withNewStatus()
                .withNewLoadBalancer()
                .addNewIngress()
                .withIp("203.0.113.9")
                .endIngress()
                .endLoadBalancer()
                .endStatus()
                .build();
        after.resource(entrypoint).create();
        after.resource(entrypoint).updateStatus();

        RescueSighting seen =
                rescue.keep(new KeepRequest("demo", uuid(9), "kubeconfig/rebuilt", List.of(NAMESPACE), List.of()));

        assertThat(seen.releases()).containsExactly("binderhub/binder (hub-0.1.0, revision 1)");
        assertThat(seen.addresses()).containsExactly("binderhub/entrypoint 203.0.113.9");
        assertThat(seen.unread()).isEmpty();
    }

    @Test
    void aSecretThatIsNamedIsKeptAndOneThatIsNotThereIsSaid() {
        make(before, "grafana", "Opaque", Map.of("password", "cHc="));
        RescueSighting kept = rescue.keep(new KeepRequest(
                "demo", uuid(5), "kubeconfig/expired", List.of(), List.of("binderhub/grafana", "binderhub/absent")));

        assertThat(kept.secrets()).extracting(RescuedSecret::path).containsExactly("binderhub/grafana");
        assertThat(kept.unread()).containsExactly("binderhub/absent: the cluster has no such Secret.");
    }

    @Test
    void anotherAuthorityIsRefusedAndWhatWasKeptBeforeStays() throws Exception {
        makeHub(Map.of(COOKIES, "b2xk", TOKEN, "dG9rZW4="));
        ClusterUuid uuid = uuid(6);
        keep(uuid);
        TestCertificates stranger = new TestCertificates("cluster");
        store.put(
                "kubeconfig/stranger",
                expired.kubeconfig()
                        .replaceAll(
                                "certificate-authority-data: \\S+",
                                "certificate-authority-data: "
                                        + Base64.getEncoder()
                                                .encodeToString(TestCertificates.pem(stranger.certificate())
                                                        .getBytes(StandardCharsets.US_ASCII)))
                        .getBytes(StandardCharsets.UTF_8));

        RescueSighting refused = rescue.keep(
                new KeepRequest("demo", uuid, "kubeconfig/stranger", List.of(NAMESPACE, "support"), List.of()));

        assertThat(refused.secrets()).containsExactly(HUB);
        assertThat(refused.unread())
                .singleElement()
                .asString()
                .startsWith("binderhub: The Kubernetes API at https://127.0.0.1:")
                .endsWith("serves a certificate that the authority in our kubeconfig has not signed.");
    }

    @Test
    void theValuesAreReadableByTheirOwnerAlone() throws IOException {
        makeHub(Map.of(COOKIES, "b2xk", "values.yaml", "cGFzc3dvcmQ="));
        ClusterUuid uuid = uuid(7);
        keep(uuid);

        Path file = store.file("rescue/demo/" + uuid);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(file).content().contains("b2xk").doesNotContain("cGFzc3dvcmQ=");
    }

    private static RescueSighting keep(ClusterUuid uuid) {
        return rescue.keep(new KeepRequest("demo", uuid, "kubeconfig/expired", List.of(NAMESPACE), List.of()));
    }

    private static Restored restore(ClusterUuid uuid) {
        return rescue.restore(new RestoreRequest(
                "demo", uuid, "kubeconfig/rebuilt", Map.of(NAMESPACE, "binder"), List.of("cinder-1")));
    }

    private static String values(String yaml) {
        try {
            return Files.writeString(folder.resolve("values.yaml"), yaml).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReleaseOutcome install(String release) {
        return install(release, List.of());
    }

    private static ReleaseOutcome install(String release, List<String> values) {
        return helm.ensureRelease(new ReleaseRequest(
                "demo",
                "kubeconfig/rebuilt",
                new Release(release, NAMESPACE, chart(), null, null, values, Duration.ofSeconds(60), null)));
    }

    private static String chart() {
        try {
            return Path.of(Objects.requireNonNull(RescueIT.class.getResource("hub"))
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Secret hub(KubernetesClient client) {
        return client.secrets().inNamespace(NAMESPACE).withName("hub").require();
    }

    private static void makeHub(Map<String, String> data) {
        make(before, "hub", "Opaque", data);
    }

    private static void make(KubernetesClient client, String name, String type, Map<String, String> data) {
        makeNamespace(client, NAMESPACE);
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName(name)
                        .withAnnotations(Map.of(
                                "kubectl.kubernetes.io/last-applied-configuration",
                                data.toString(),
                                "cert-manager.io/certificate-name",
                                name))
                        .endMetadata()
                        .withType(type)
                        .withData(data)
                        .build())
                .create();
    }

    private static void makeNamespace(KubernetesClient client, String name) {
        if (client.namespaces().withName(name).get() == null) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    .create();
        }
    }

    /** A claim with its volume, as the controllers of a cluster leave them. */
    private static void claim(String namespace, String name, String volume, String handle) {
        claim(
                namespace,
                name,
                volume,
                "Delete",
                new CSIPersistentVolumeSourceBuilder()
                        .withDriver("cinder.csi.openstack.org")
                        .withVolumeHandle(handle)
                        .withFsType("ext4")
                        .build());
    }

    private static void claim(
            String namespace, String name, String volume, String policy, CSIPersistentVolumeSource source) {
        makeNamespace(before, namespace);
        Map<String, Quantity> size = Map.of("storage", new Quantity("10Gi"));
        before.resource(new PersistentVolumeBuilder()
                        .withNewMetadata()
                        .withName(volume)
                        .withAnnotations(Map.of("pv.kubernetes.io/provisioned-by", "cinder.csi.openstack.org"))
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .withCapacity(size)
                        .withStorageClassName("csi-cinder")
                        .withPersistentVolumeReclaimPolicy(policy)
                        .withCsi(source)
                        .withNewClaimRef()
                        .withNamespace(namespace)
                        .withName(name)
                        .withUid("00000000-0000-4000-8000-000000000001")
                        .endClaimRef()
                        .endSpec()
                        .build())
                .create();
        before.resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .withLabels(Map.of("app.kubernetes.io/managed-by", "kubespawner"))
                        .withAnnotations(Map.of("pv.kubernetes.io/bind-completed", "yes"))
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .withNewResources()
                        .withRequests(size)
                        .endResources()
                        .withStorageClassName("csi-cinder")
                        .withVolumeName(volume)
                        .endSpec()
                        .build())
                .create();
    }

    private static ClusterUuid uuid(int number) {
        return new ClusterUuid("11111111-0000-4000-8000-%012d".formatted(number));
    }

    /** An API server with a certificate that ended ten minutes ago. */
    private static ApiServer serving(String name, TestCertificates signer)
            throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair key = generator.generateKeyPair();
        Instant now = Instant.now();
        String certificate = TestCertificates.pem(signer.sign(
                new X500Name("CN=kube-apiserver"),
                key.getPublic(),
                now.minus(Duration.ofMinutes(50)),
                now.minus(Duration.ofMinutes(10)),
                List.of(new GeneralName(GeneralName.iPAddress, "127.0.0.1"))));
        return ApiServer.startServing(
                folder.resolve(name),
                certificate,
                TestCertificates.pem(key.getPrivate()),
                TestCertificates.pem(signer.certificate()));
    }
}

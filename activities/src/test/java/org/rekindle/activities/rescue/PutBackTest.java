// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.activities.rescue.VolumesToKeep.Claimed;
import org.rekindle.workflows.api.RescueActivities.Restored;
import org.rekindle.workflows.model.run.FailureCode;

/** One thing that the new cluster does not take keeps no other from being made. */
@EnableKubernetesMockClient(crud = true)
class PutBackTest {

    private KubernetesMockServer server;
    private KubernetesClient client;
    private NewCluster cluster;

    @BeforeEach
    void retryNothing() {
        client.getConfiguration().setRequestRetryBackoffLimit(0);
        cluster = new NewCluster(client);
    }

    @Test
    void everyThingIsTriedAndAllRefusalsAreToldAtOnce() {
        refuse("/api/v1/namespaces/hubs/secrets", 403, "the quota is used up", 2);

        putBack("first", "second", "third");
        Restored restored = cluster.restored();

        assertThat(restored.made()).containsExactly("Secret hubs/third");
        assertThat(restored.refused())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("Secret hubs/first was not made: ")
                                .endsWith("the quota is used up"),
                        second -> assertThat(second).startsWith("Secret hubs/second was not made: "));
        assertThat(restored.nothing()).isFalse();

        cluster = new NewCluster(client);
        putBack("first", "second", "third");

        assertThat(cluster.restored())
                .isEqualTo(new Restored(
                        List.of("Secret hubs/first", "Secret hubs/second"),
                        List.of("Secret hubs/third"),
                        List.of(),
                        List.of()));
    }

    @Test
    void whatMayPassIsTriedAgainOnceAllOthersWereTried() {
        refuse("/api/v1/namespaces/hubs/secrets", 500, "a webhook failed", 1);

        putBack("first", "second");
        ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, () -> cluster.restored());

        assertThat(failure.getType()).isEqualTo(FailureCode.UNAVAILABLE.name());
        assertThat(failure.getOriginalMessage())
                .startsWith("Secret hubs/first was not made: ")
                .endsWith("a webhook failed");
        assertThat(client.secrets().inNamespace("hubs").withName("second").get())
                .isNotNull();
    }

    /** Without an answer the others get none either. */
    @Test
    void aClusterThatTakesNoCredentialsIsAskedOnce() {
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/hubs/secrets/first")
                .andReturn(401, new StatusBuilder().withCode(401).build())
                .always();

        ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, () -> putBack("first", "second"));

        assertThat(failure.getType()).isEqualTo(FailureCode.ACCESS_DENIED.name());
        assertThat(client.secrets().inNamespace("hubs").withName("second").get())
                .isNull();
    }

    /** It would take another volume, or wait for ever. */
    @Test
    void aClaimIsNotMadeWithoutItsVolume() {
        client.resource(volume("cinder-of-another")).create();

        new VolumesPutBack(cluster, Map.of()).putBack(new Claimed(volume("cinder-1"), claim()));

        assertThat(cluster.restored())
                .isEqualTo(new Restored(
                        List.of(),
                        List.of(),
                        List.of("PersistentVolume pvc-1 is there already with another volume. It was left as it is."),
                        List.of()));
        assertThat(client.resource(claim()).get()).isNull();
    }

    private void putBack(String... names) {
        SecretsPutBack secrets = new SecretsPutBack(cluster, Map.of());
        List.of(names).forEach(name -> secrets.putBack(secret(name)));
    }

    private void refuse(String path, int code, String why, int times) {
        server.expect()
                .post()
                .withPath(path)
                .andReturn(
                        code,
                        new StatusBuilder().withCode(code).withMessage(why).build())
                .times(times);
    }

    private static Secret secret(String name) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace("hubs")
                .withName(name)
                .endMetadata()
                .withType("Opaque")
                .withData(Map.of("key", "dmFsdWU="))
                .build();
    }

    private static PersistentVolume volume(String handle) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName("pvc-1")
                .endMetadata()
                .withNewSpec()
                .withNewCsi()
                .withDriver("cinder.csi.openstack.org")
                .withVolumeHandle(handle)
                .endCsi()
                .endSpec()
                .build();
    }

    private static PersistentVolumeClaim claim() {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace("homes")
                .withName("claim-ana")
                .endMetadata()
                .withNewSpec()
                .withVolumeName("pvc-1")
                .endSpec()
                .build();
    }
}

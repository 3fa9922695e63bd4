// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.openstack.client.CloudSessions;
import org.rekindle.activities.openstack.cloudsfile.CloudsFile;
import org.rekindle.activities.openstack.inventory.OpenStackInventoryActivities;
import org.rekindle.activities.openstack.magnum.CredentialRotation;
import org.rekindle.activities.openstack.magnum.CredentialRotation.Sighting;
import org.rekindle.activities.openstack.quota.CloudQuotas;
import org.rekindle.lab.cloud.CloudFault.Effect;
import org.rekindle.lab.cloud.Mutation.Kind;
import org.rekindle.workflows.api.InventoryActivities.ClusterIdentityOf;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.ResourceType;

/** The tools for work on a cloud by hand, against the simulated one. */
class CloudToolsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private SmallCloud small;

    @BeforeEach
    void start() throws Exception {
        small = SmallCloud.start(world -> world.cluster(SmallCloud.cluster("pythia", Duration.ofDays(300)))
                .user(new CloudFixture.User(
                        "somebody",
                        null,
                        "p",
                        null,
                        "member",
                        List.of(new CloudFixture.ApplicationCredential("c-1", "narrow", "s", false))))
                .floatingIp(new CloudFixture.FloatingIp("203.0.113.7", null, "pythia", null))
                .zone(new CloudFixture.Zone(
                        "example.org.",
                        null,
                        List.of(
                                new CloudFixture.Recordset("hub.example.org.", "A", List.of("203.0.113.7"), 300),
                                new CloudFixture.Recordset("www.example.org.", "A", List.of("203.0.113.8"), 300)),
                        null)));
        small.cloud.ready().join();
    }

    @AfterEach
    void stop() {
        small.close();
    }

    @Test
    void aCredentialIsRenewedOnce() throws IOException {
        CredentialRotation rotation = rotation("rekindle");
        Sighting seen = rotation.look();

        assertThat(seen.warning()).isNull();
        assertThat(rotation.rotate(seen))
                .startsWith("Magnum has accepted it (Magnum, PATCH /credentials/" + seen.uuid()
                        + ": HTTP 202, request req-")
                .contains("The cluster is UPDATE_COMPLETE.");
        assertThat(small.cloud.mutations().carriedOut(Kind.CREDENTIAL_ROTATION)).isEqualTo(1);
    }

    @Test
    void aFailedStateThatWouldBeMaskedIsWarnedOf() throws Exception {
        assertThat(small.upgrade("pythia", "1.33").status()).isEqualTo(500);

        Sighting seen = rotation("rekindle").look();

        assertThat(seen.status().raw()).isEqualTo("UPDATE_FAILED");
        assertThat(seen.warning()).contains("UPDATE_COMPLETE").contains("is masked");
    }

    @Test
    void whoMayNotMakeCredentialsIsToldBefore() throws IOException {
        CredentialRotation narrow = rotation("narrow");

        assertThatThrownBy(narrow::look).hasMessageContaining("is restricted").hasMessageContaining("UPDATE_FAILED");
        assertThat(small.cloud.mutations().all()).as("nothing was sent").isEmpty();
    }

    @Test
    void whatChangedSinceItWasSeenIsNotTouched() throws Exception {
        CredentialRotation rotation = rotation("rekindle");
        Sighting seen = rotation.look();
        small.upgrade("pythia", "1.33");

        assertThatThrownBy(() -> rotation.rotate(seen)).hasMessageContaining("Nothing was sent");
        assertThat(small.cloud.mutations().carriedOut(Kind.CREDENTIAL_ROTATION)).isZero();
    }

    @Test
    void anAnswerThatNeverCameIsResolvedByLooking() throws IOException {
        small.faults.add(CloudFault.once("magnum.credential.rotate", 1, Effect.CUT_AFTER));
        CredentialRotation rotation = rotation("rekindle");

        assertThat(rotation.rotate(rotation.look()))
                .startsWith("No good answer came (Magnum, PATCH /credentials/")
                .contains("but the cluster has changed since. The cluster is UPDATE_COMPLETE.");
        assertThat(small.cloud.mutations().carriedOut(Kind.CREDENTIAL_ROTATION)).isEqualTo(1);
    }

    @Test
    void aRequestThatNeverArrivedIsNotSentAgain() throws IOException {
        small.faults.add(CloudFault.once("magnum.credential.rotate", 1, Effect.CUT_BEFORE));
        CredentialRotation rotation = rotation("rekindle");
        Sighting seen = rotation.look();

        assertThatThrownBy(() -> rotation.rotate(seen)).hasMessageContaining("cannot be reached");
        assertThat(small.cloud.mutations().all()).isEmpty();
    }

    @Test
    void quotasAreShownWithTheirUse() throws IOException {
        CloudQuotas.Quotas quotas = new CloudQuotas(sessions("rekindle")).look("js2");

        assertThat(quotas.notReported()).isEmpty();
        assertThat(quotas.lines())
                .contains(
                        new CloudQuotas.Line("clusters", 20, 1),
                        new CloudQuotas.Line("instances", 100, 2),
                        new CloudQuotas.Line("cores", 500, 4),
                        new CloudQuotas.Line("floating IPs", 50, 1),
                        new CloudQuotas.Line("load balancers", 50, 0));
    }

    @Test
    void leftOversOfTheSimulatedCloudAreFoundByTheirMarks() throws IOException {
        ClusterSnapshot pythia = small.cloud.clusters().get(0);
        ClusterIdentity identity = new ClusterIdentity(
                new ClusterUuid(pythia.uuid()), "pythia", String.valueOf(pythia.stackId()), pythia.createdAt());

        assertThat(new OpenStackInventoryActivities(sessions("rekindle"))
                        .leftOvers(new ClusterIdentityOf(
                                PythiaProfile.of(null, "1.33").inCloud(), identity)))
                .satisfies(inventory -> assertThat(inventory.notLooked()).isEmpty())
                .satisfies(inventory -> assertThat(inventory.found())
                        .extracting(LeftOver::type)
                        .containsExactly(
                                ResourceType.FLOATING_IP,
                                ResourceType.MACHINE,
                                ResourceType.MACHINE,
                                ResourceType.DNS_RECORD));
    }

    private CredentialRotation rotation(String login) throws IOException {
        return new CredentialRotation(sessions(login), PythiaProfile.of(null, "1.33"));
    }

    private CloudSessions sessions(String login) throws IOException {
        Path file = folder.resolve(login + ".yaml");
        small.cloud.writeCloudsYaml(file, "js2", login);
        return new CloudSessions(new CloudsFile(file), PATIENCE, PATIENCE, Clock.systemUTC());
    }
}

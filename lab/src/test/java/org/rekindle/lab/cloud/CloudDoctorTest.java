// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.openstack.client.CloudSessions;
import org.rekindle.activities.openstack.cloudsfile.CloudsFile;
import org.rekindle.activities.openstack.doctor.CloudDoctor;
import org.rekindle.activities.openstack.doctor.CloudFinding;
import org.rekindle.activities.openstack.doctor.CloudFinding.Status;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Shape;

/** What the doctor says of a simulated cloud, over real HTTP. */
class CloudDoctorTest {

    private static final Duration SECONDS = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @Test
    void aCloudInOrderHasNothingToSay() throws Exception {
        List<CloudFinding> findings = examine(CloudDoctorTest::withPythia, PythiaProfile.of(null, "1.33"));

        assertThat(findings).allMatch(finding -> finding.status() == Status.OK, "is in order");
        assertThat(findings)
                .extracting(CloudFinding::about)
                .containsExactly(
                        "login",
                        "roles",
                        "application credential",
                        "services",
                        "magnum",
                        "pythia",
                        "pythia: volumes",
                        "pythia: templates",
                        "pythia: quota");
        assertThat(said(findings, "pythia: templates"))
                .contains("It can be rebuilt from 1.33 (v1.33.2, chart 0.16.0).");
        assertThat(said(findings, "pythia: quota"))
                .contains("It needs 1 cluster, 2 instances, 4 cores, 12288 MiB of RAM")
                .contains("There is room for it even beside the old one.");
    }

    @Test
    void itOnlyReads() throws Exception {
        try (SmallCloud small = SmallCloud.start(CloudDoctorTest::withPythia)) {
            assertThat(examine(small, PythiaProfile.of(null, "1.33"))).isNotEmpty();

            assertThat(small.cloud.mutations().all()).isEmpty();
        }
    }

    @Test
    void aRestrictedCredentialWouldStopACreate() throws Exception {
        List<CloudFinding> findings = examine(
                world -> withPythia(world)
                        .user(user(
                                "somebody",
                                "member",
                                new CloudFixture.ApplicationCredential("c-1", "narrow", "s", false))),
                "narrow",
                PythiaProfile.of(null, "1.33"));

        assertThat(stops(findings)).singleElement().satisfies(finding -> {
            assertThat(finding.about()).isEqualTo("application credential");
            assertThat(finding.sentence()).contains("narrow is restricted").contains("CREATE_FAILED");
            assertThat(finding.cure()).contains("--unrestricted");
        });
    }

    @Test
    void aReaderCanOnlyLook() throws Exception {
        List<CloudFinding> findings = examine(
                world -> withPythia(world)
                        .user(user(
                                "onlooker",
                                "reader",
                                new CloudFixture.ApplicationCredential("c-2", "looker", "s", true))),
                "looker",
                PythiaProfile.of(null, "1.33"));

        assertThat(stops(findings)).extracting(CloudFinding::about).containsExactly("roles");
        assertThat(stops(findings).get(0).cure()).contains("role member");
    }

    @Test
    void badTemplatesAreNotesWhileOneIsLeft() throws Exception {
        List<CloudFinding> findings = examine(
                CloudDoctorTest::withBadTemplates,
                PythiaProfile.of(null, "gone", "no-version", "off", "1.33-old-chart", "1.33"));

        assertThat(findings).noneMatch(finding -> finding.status() == Status.STOPS);
        assertThat(findings)
                .filteredOn(finding -> finding.status() == Status.NOTE)
                .extracting(CloudFinding::sentence)
                .satisfiesExactly(
                        gone -> assertThat(gone).contains("sees no template gone"),
                        version ->
                                assertThat(version).contains("no-version").contains("lacks the property kube_version"),
                        off -> assertThat(off).contains("its image off is deactivated"),
                        unfit -> assertThat(unfit)
                                .contains("1.33-old-chart does not fit")
                                .contains("--cloud-provider"));
    }

    @Test
    void withoutATemplateThatFitsThereIsNoRecovery() throws Exception {
        List<CloudFinding> findings =
                examine(CloudDoctorTest::withBadTemplates, PythiaProfile.of(null, "1.33-no-chart", "off"));

        assertThat(stops(findings)).singleElement().satisfies(finding -> {
            assertThat(finding.about()).isEqualTo("pythia: templates");
            assertThat(finding.sentence()).contains("no template of the fleet file");
        });
        assertThat(findings)
                .anyMatch(finding -> finding.sentence().contains("1.33-no-chart has no label capi_helm_chart_version"));
    }

    @Test
    void whatAShapeNamesMustBeThere() throws Exception {
        Shape shape = new Shape(
                1,
                "m3.tiny",
                List.of(new NodeGroupShape("core", "m9.gone", 1, null, null)),
                "no-key",
                "no-network",
                "no-subnet",
                null,
                null,
                Map.of());
        List<CloudFinding> findings = examine(
                world -> withPythia(world).flavor(new CloudFixture.Flavor("m3.tiny", null, 1, 1024, 10)),
                PythiaProfile.of(shape, "1.33"));

        assertThat(stops(findings))
                .allMatch(finding -> finding.about().equals("pythia: shape"))
                .extracting(CloudFinding::sentence)
                .satisfiesExactly(
                        small -> assertThat(small).contains("m3.tiny of the control plane has 1 cores"),
                        gone -> assertThat(gone).contains("no flavor m9.gone, which node group core wants"),
                        key -> assertThat(key).contains("no keypair no-key"),
                        network -> assertThat(network).contains("no network no-network"),
                        subnet -> assertThat(subnet).contains("no subnet no-subnet"));
    }

    @Test
    void roomForOneAtATimeIsEnough() throws Exception {
        List<CloudFinding> findings = examine(
                world -> withPythia(world).quotas(CloudFixture.Quotas.ofMachines(3, 5)),
                PythiaProfile.of(null, "1.33"));

        assertThat(findings).noneMatch(finding -> finding.status() == Status.STOPS);
        assertThat(said(findings, "pythia: quota"))
                .contains("no room for it beside the old one: instances (needed 2, free 1), cores (needed 4, free 1)")
                .contains("Rekindle deletes first");
    }

    @Test
    void withoutRoomForItAloneThereIsNoRecovery() throws Exception {
        Shape bigger = new Shape(
                1,
                "m3.small",
                List.of(new NodeGroupShape("core", "m3.small", 5, null, null)),
                null,
                null,
                null,
                null,
                null,
                Map.of());
        List<CloudFinding> findings = examine(
                world -> withPythia(world).quotas(CloudFixture.Quotas.ofMachines(5, 500)),
                PythiaProfile.of(bigger, "1.33"));

        assertThat(stops(findings))
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .contains("even with the old one gone: instances (needed 6, free 3, coming free 2)"));
    }

    @Test
    void anUnprotectedVolumeIsSaidToBeProtectedFirst() throws Exception {
        List<CloudFinding> findings = examine(
                world -> withPythia(world)
                        .volume(new CloudFixture.Volume("home", "v-1", 10, "pythia", Map.of(), null))
                        .volume(new CloudFixture.Volume(
                                "kept",
                                "v-2",
                                10,
                                "pythia",
                                Map.of("janitor.capi.azimuth-cloud.com/keep", "true"),
                                null)),
                PythiaProfile.of(null, "1.33"));

        assertThat(stops(findings)).isEmpty();
        assertThat(findings)
                .filteredOn(finding -> finding.about().equals("pythia: volumes"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.sentence())
                            .contains("Volume home, UUID v-1", "sets the property on each")
                            .doesNotContain("v-2");
                    assertThat(finding.cure()).contains("before May 2025");
                });
    }

    @Test
    void aFailedClusterCanStillBeRebuilt() throws Exception {
        try (SmallCloud small = SmallCloud.start(CloudDoctorTest::withPythia)) {
            small.cloud.ready().join();
            assertThat(small.upgrade("pythia", "1.33").status()).isEqualTo(500);

            List<CloudFinding> findings = examine(small, PythiaProfile.of(null, "1.33"));

            assertThat(CloudDoctor.isFit(findings)).isTrue();
            assertThat(said(findings, "pythia"))
                    .contains("UPDATE_FAILED. From there Magnum refuses an upgrade; a rebuild works.")
                    .contains("cannot update Kubernetes version");
        }
    }

    @Test
    void aClusterThatNobodyKnowsHasNoShape() throws Exception {
        List<CloudFinding> findings = examine(builder -> builder, PythiaProfile.of(null, "1.33"));

        assertThat(stops(findings))
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .contains("Magnum knows no cluster named pythia")
                        .contains("as-it-is"));
    }

    @Test
    void whatCannotBeAskedIsSaidWithItsRequest() throws Exception {
        try (SmallCloud small = SmallCloud.start(CloudDoctorTest::withPythia)) {
            small.faults.add(CloudFault.always("octavia.list", CloudFault.Effect.ANSWER)
                    .answering(403, "{\"faultstring\": \"Policy does not allow this.\"}"));
            small.faults.add(
                    CloudFault.always("neutron.quota", CloudFault.Effect.ANSWER).answering(503, "{}"));

            List<CloudFinding> findings = examine(small, PythiaProfile.of(null, "1.33"));

            assertThat(CloudDoctor.isFit(findings)).isTrue();
            assertThat(said(findings, "Octavia"))
                    .contains("Policy does not allow this.")
                    .containsPattern("HTTP 403, request req-");
            assertThat(said(findings, "quota")).contains("The quota of Neutron cannot be asked for");
        }
    }

    @Test
    void whoCannotLogInIsToldWhyAndNoMore() throws Exception {
        try (SmallCloud small = SmallCloud.start(CloudDoctorTest::withPythia)) {
            small.cloud.revokeCredential(SmallCloud.CREDENTIAL);

            List<CloudFinding> findings = examine(small, PythiaProfile.of(null, "1.33"));

            assertThat(findings).singleElement().satisfies(finding -> {
                assertThat(finding.status()).isEqualTo(Status.STOPS);
                assertThat(finding.sentence())
                        .contains("HTTP 401")
                        .contains("wrong, expired or revoked")
                        .doesNotContain(SmallCloud.SECRET);
            });
        }
    }

    private List<CloudFinding> examine(UnaryOperator<CloudFixtureBuilder> world, ClusterProfile... profiles)
            throws Exception {
        return examine(world, "rekindle", profiles);
    }

    private List<CloudFinding> examine(
            UnaryOperator<CloudFixtureBuilder> world, String login, ClusterProfile... profiles) throws Exception {
        try (SmallCloud small = SmallCloud.start(world)) {
            return examine(small, login, profiles);
        }
    }

    private List<CloudFinding> examine(SmallCloud small, ClusterProfile... profiles) throws IOException {
        return examine(small, "rekindle", profiles);
    }

    private List<CloudFinding> examine(SmallCloud small, String login, ClusterProfile... profiles) throws IOException {
        Path file = folder.resolve("clouds.yaml");
        small.cloud.writeCloudsYaml(file, "js2", login);
        CloudSessions sessions = new CloudSessions(new CloudsFile(file), SECONDS, SECONDS, Clock.systemUTC());
        return new CloudDoctor(sessions, Clock.systemUTC()).examine("js2", List.of(profiles));
    }

    private static CloudFixtureBuilder withPythia(CloudFixtureBuilder world) {
        return world.cluster(SmallCloud.cluster("pythia", Duration.ofDays(366)));
    }

    private static CloudFixtureBuilder withBadTemplates(CloudFixtureBuilder world) {
        return withPythia(world)
                .image(new CloudFixture.Image("no-version", null, null, "ubuntu"))
                .image(new CloudFixture.Image("off", null, "v1.33.2", "ubuntu", "deactivated"))
                .template(SmallCloud.template("no-version", "no-version", Map.of("capi_helm_chart_version", "0.16.0")))
                .template(SmallCloud.template("off", "off", Map.of("capi_helm_chart_version", "0.16.0")))
                .template(SmallCloud.template(
                        "1.33-old-chart", "kube-1.33", Map.of("capi_helm_chart_version", "0.10.1")));
    }

    private static CloudFixture.User user(String name, String role, CloudFixture.ApplicationCredential credential) {
        return new CloudFixture.User(name, null, "p-" + name, null, role, List.of(credential));
    }

    private static List<CloudFinding> stops(List<CloudFinding> findings) {
        return findings.stream()
                .filter(finding -> finding.status() == Status.STOPS)
                .toList();
    }

    private static String said(List<CloudFinding> findings, String about) {
        return String.join(
                "\n",
                findings.stream()
                        .filter(finding -> finding.about().equals(about))
                        .map(CloudFinding::sentence)
                        .toList());
    }
}

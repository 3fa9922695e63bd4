// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.FakeCloud;
import org.rekindle.activities.openstack.FakeCloud.Reply;
import org.rekindle.activities.openstack.FakeMagnum;
import org.rekindle.activities.openstack.Fixtures;
import org.rekindle.activities.openstack.SettableClock;
import org.rekindle.activities.openstack.doctor.CloudFinding.Status;

/** What the doctor says of clouds that are odd in ways that the lab's cloud is not. */
class CloudDoctorTest {

    private static final String USER = "/identity/v3/users/user-1/application_credentials/ac-1";

    private final FakeCloud cloud = new FakeCloud("one");
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T00:00:00Z"));

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void aCloudWithoutMagnumIsToldWithWhatItOffers() {
        token(Map.of());
        services();

        List<CloudFinding> findings = examine();

        assertThat(stops(findings)).singleElement().satisfies(finding -> {
            assertThat(finding.about()).isEqualTo("magnum");
            assertThat(finding.sentence()).contains("has no Magnum");
        });
        // It was told of Octavia, and once is enough.
        assertThat(findings)
                .filteredOn(finding -> finding.sentence().contains("The catalogue offers: compute (nova"))
                .hasSize(1);
    }

    @Test
    void servicesThatAreNotNeededAreNotes() {
        token(Map.of());
        services();
        new FakeMagnum(cloud);

        assertThat(examine())
                .filteredOn(finding -> finding.status() == Status.NOTE)
                .extracting(CloudFinding::about)
                .containsExactly("Octavia", "Designate");
    }

    @Test
    void aMagnumThatIsTooOldStops() {
        token(Map.of());
        services();
        new FakeMagnum(cloud).maximum = "1.7";

        assertThat(stops(examine()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains("speaks microversion 1.7 at most"));
    }

    @Test
    void anOldKeystoneTellsARestrictionOnlyInTheDetails() {
        token(Map.of("application_credential", Map.of("id", "ac-1", "name", "mine")));
        cloud.route(
                "GET", USER, request -> Reply.of(200, Map.of("application_credential", Map.of("unrestricted", false))));
        services();

        assertThat(stops(examine()))
                .extracting(CloudFinding::about)
                .containsExactly("application credential", "magnum");
    }

    @Test
    void aCredentialThatEndsSoonIsANote() {
        token(Map.of("application_credential", Map.of("id", "ac-1", "name", "mine", "restricted", false)));
        cloud.route(
                "GET",
                USER,
                request -> Reply.of(
                        200, Map.of("application_credential", Map.of("expires_at", "2026-12-01T12:00:00.000000"))));
        services();

        assertThat(examine())
                .filteredOn(finding -> finding.about().equals("application credential"))
                .extracting(CloudFinding::sentence)
                .containsExactly(
                        "The application credential mine is unrestricted, as a create needs.",
                        "The application credential mine ends at 2026-12-01T12:00:00Z.");
    }

    @Test
    void noFindingHoldsATokenOrAPassword() {
        token(Map.of());
        services();
        cloud.route(
                "GET",
                "/nova/v2.1/flavors",
                request -> Reply.error(403, "Token " + request.asked().token() + " may not."));

        List<CloudFinding> findings = examine();

        assertThat(findings.toString()).contains("Token (token) may not.").doesNotContain("gAAAA");
        assertThat(findings.toString()).doesNotContain(FakeCloud.PASSWORD);
    }

    @Test
    void novasAddressMayEndWithTheProject() {
        assertThat(CloudService.COMPUTE.versioned("https://nova:8774/v2.1/0123456789abcdef0123456789abcdef"))
                .isEqualTo("https://nova:8774/v2.1/0123456789abcdef0123456789abcdef");
        assertThat(CloudService.COMPUTE.versioned("https://cloud/compute/")).isEqualTo("https://cloud/compute/v2.1");
        assertThat(CloudService.COMPUTE.versioned("https://nova:8774/v2.1")).isEqualTo("https://nova:8774/v2.1");
    }

    private List<CloudFinding> examine() {
        return new CloudDoctor(Fixtures.clouds(cloud), clock).examine("one", List.of());
    }

    private static List<CloudFinding> stops(List<CloudFinding> findings) {
        return findings.stream()
                .filter(finding -> finding.status() == Status.STOPS)
                .toList();
    }

    private void token(Map<String, Object> more) {
        cloud.route("GET", "/identity/v3/auth/tokens", request -> {
            ObjectNode body = FakeCloud.JSON.createObjectNode();
            ObjectNode token = body.putObject("token");
            token.putObject("user").put("id", "user-1").put("name", "operator");
            token.putObject("project").put("id", "project-1").put("name", "pythia");
            token.putArray("roles").addObject().put("name", "member");
            more.forEach((key, value) -> token.set(key, FakeCloud.JSON.valueToTree(value)));
            return Reply.of(200, body);
        });
    }

    private void services() {
        cloud.lists("compute", "nova", "/nova/v2.1")
                .lists("image", "glance", "/image")
                .lists("network", "neutron", "/network")
                .lists("volumev3", "cinderv3", "/volume/v3/project-1");
        cloud.route("GET", "/(nova|image|network|volume)/.*", request -> Reply.of(200, Map.of()));
    }
}

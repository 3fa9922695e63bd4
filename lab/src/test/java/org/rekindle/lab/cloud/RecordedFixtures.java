// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Worlds like those in which the recordings were made, with the same names and identifiers. */
final class RecordedFixtures {

    static final String IMAGE_131 = "11111111-1111-4111-8111-111111111131";
    static final String IMAGE_132 = "11111111-1111-4111-8111-111111111132";
    static final String PASSWORD = "recorded";

    private static final Duration LAG = Duration.ofMillis(300);
    private static final Duration STEP = Duration.ofMillis(250);

    private RecordedFixtures() {}

    static CloudFixture of(String session) {
        return switch (session) {
            case "main" ->
                world("ff7d2dce500648d484b61a7193ad6614", "e0cd73178aa74cabbf36fe226d2100f7", STEP)
                        .build();
            case "restricted" ->
                world("2fd8ed9389174978a2b52ee15d9dc2f7", "08c0f213a17e47bc9ee5b942da6c88b4", Duration.ofHours(1))
                        .template(template("smoke", "89ece20e-ffa7-4185-bba6-da3465e8b71d"))
                        .build();
            case "happy" ->
                world("d569d7e5f60f4ff0b5612f1e9ee64b17", "fe6306c0b503419baf70ddffa019394f", STEP)
                        .build();
            default -> throw new IllegalArgumentException("There is no world for the session " + session + ".");
        };
    }

    private static CloudFixtureBuilder world(String operatorsProject, String operator, Duration healthPoll) {
        return new CloudFixtureBuilder()
                .project(new CloudFixture.Project("alpha", operatorsProject))
                .project(new CloudFixture.Project("beta", "553f783e5baa4263baec105792179e55"))
                .project(new CloudFixture.Project("admin", "9f38122763724ecba2fc4fddb0086f6e"))
                .user(user("operator", operator, "alpha", "member", List.of(restricted())))
                .user(user("viewer", null, "alpha", "reader", List.of()))
                .user(user("other", null, "beta", "member", List.of()))
                .user(user("admin", "98c68edb834b49c1ba1d296c9eb55901", "admin", "admin", List.of()))
                .image(new CloudFixture.Image("ubuntu-jammy-kube-v1.31.9", IMAGE_131, "v1.31.9", "ubuntu"))
                .image(new CloudFixture.Image("ubuntu-jammy-kube-v1.32.5", IMAGE_132, "v1.32.5", "ubuntu"))
                .image(new CloudFixture.Image(
                        "no-kube-version", "11111111-1111-4111-8111-1111111111ff", null, "ubuntu"))
                .image(new CloudFixture.Image("no-os-distro", "11111111-1111-4111-8111-1111111111fe", "v1.31.9", null))
                .flavor(new CloudFixture.Flavor("m1.small", null, 2, 4096, 20))
                .flavor(new CloudFixture.Flavor("m1.tiny", null, 1, 512, 1))
                .keypair("lab-key")
                .network(new CloudFixture.Network("public", null, true))
                .network(new CloudFixture.Network("private", null, false))
                .timings(new CloudFixture.Timings(STEP, STEP, STEP, STEP, LAG, Duration.ofSeconds(2), healthPoll));
    }

    private static CloudFixture.User user(
            String name,
            @Nullable String id,
            String project,
            String role,
            List<CloudFixture.ApplicationCredential> credentials) {
        return new CloudFixture.User(name, id, PASSWORD, project, role, credentials);
    }

    private static CloudFixture.ApplicationCredential restricted() {
        return new CloudFixture.ApplicationCredential("restricted-credential", "appcred", "recorded-secret", false);
    }

    private static CloudFixture.Template template(String name, String uuid) {
        return new CloudFixture.Template(
                name,
                uuid,
                IMAGE_131,
                "m1.small",
                "m1.small",
                "public",
                null,
                "calico",
                "lab-key",
                Map.of("capi_helm_chart_version", "0.10.1"),
                false,
                true,
                "alpha");
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.CloudFixtureBuilder;

/** What a cloud must hold for the contract's tests. */
final class ContractFixture {
    static final String OPERATOR = "operator";
    static final String VIEWER = "viewer";
    static final String STRANGER = "stranger";
    static final String RESTRICTED = "restricted";
    static final String UNRESTRICTED = "unrestricted";

    static final String OLD = "1.31";
    static final String NEXT = "1.32";
    static final String SKIPS = "1.33";
    /** Its API server gets a flag that it does not know. */
    static final String DOOMED = "1.33-old-chart";
    /** Its chart is in no repository. */
    static final String NO_CHART = "1.32-no-such-chart";

    private ContractFixture() {}

    static CloudFixture world() {
        return new CloudFixtureBuilder()
                .project(new CloudFixture.Project("tenant", null))
                .project(new CloudFixture.Project("elsewhere", null))
                .tokenLifetime(Duration.ofDays(30))
                .user(new CloudFixture.User(
                        OPERATOR,
                        null,
                        "operators-password",
                        "tenant",
                        "member",
                        List.of(
                                new CloudFixture.ApplicationCredential(
                                        "0123456789abcdef0123456789abcde0", RESTRICTED, "restricted-secret", false),
                                new CloudFixture.ApplicationCredential(
                                        "0123456789abcdef0123456789abcde1",
                                        UNRESTRICTED,
                                        "unrestricted-secret",
                                        true))))
                .user(new CloudFixture.User(VIEWER, null, "viewers-password", "tenant", "reader", List.of()))
                .user(new CloudFixture.User(STRANGER, null, "strangers-password", "elsewhere", "member", List.of()))
                .image(new CloudFixture.Image("kube-1.31", null, "v1.31.9", "ubuntu"))
                .image(new CloudFixture.Image("kube-1.32", null, "v1.32.5", "ubuntu"))
                .image(new CloudFixture.Image("kube-1.33", null, "v1.33.2", "ubuntu"))
                .flavor(new CloudFixture.Flavor("m3.small", null, 2, 6144, 20))
                .flavor(new CloudFixture.Flavor("m3.tiny", null, 1, 512, 1))
                .keypair("lab-key")
                .network(new CloudFixture.Network("public", null, true))
                .template(template(OLD, "kube-1.31", "0.10.1"))
                .template(template(NEXT, "kube-1.32", "0.14.1"))
                .template(template(SKIPS, "kube-1.33", "0.16.0"))
                .template(template(DOOMED, "kube-1.33", "0.14.1"))
                .template(template(NO_CHART, "kube-1.32", "9.9.9"))
                .build();
    }

    private static CloudFixture.Template template(String name, String image, String chart) {
        return new CloudFixture.Template(
                name,
                null,
                image,
                "m3.small",
                null,
                "public",
                null,
                "calico",
                null,
                Map.of("capi_helm_chart_version", chart),
                false,
                false,
                null);
    }
}

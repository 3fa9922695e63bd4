// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.plane.TlsLook;
import org.rekindle.lab.realopenstack.RealOpenStackLab;
import org.rekindle.worker.tools.ToolFinder;

/** What the plan of a recovery rests on, shown by the real controllers: after expiry an upgrade stalls and costs the worker. */
@Tag("real-openstack")
final class RealOpenStackExpiryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration A_WHILE = Duration.ofSeconds(45);

    @TempDir
    private Path folder;

    @Test
    void anUpgradeAfterExpiryStallsUntilTheCertificateIsRenewed() throws Exception {
        try (RealOpenStackLab lab = start()) {
            Session operator = Session.open(lab.cloudsFile(), ContractFixture.OPERATOR);
            Clusters clusters = new Clusters(operator, PATIENCE);
            String cluster = clusters.create("expires", ContractFixture.OLD).uuid();
            clusters.awaitSeen(cluster);
            JsonNode made = clusters.await(cluster, "CREATE_COMPLETE");
            String name = made.path("cluster_id").asText();
            int port = URI.create(made.path("api_address").asText()).getPort();

            lab.reissue("tenant", name, Instant.now().minus(Duration.ofDays(366)));
            assertThat(notAfter(port)).isBefore(Instant.now());

            assertThat(clusters.upgrade(cluster, ContractFixture.NEXT).status()).isEqualTo(202);
            Awaitility.await("the old worker is doomed")
                    .atMost(PATIENCE)
                    .until(() -> lab.workers("tenant", name).stream().anyMatch(RealOpenStackLab.Worker::deleting)
                            || lab.workers("tenant", name).isEmpty());
            Awaitility.await("nothing moves")
                    .during(A_WHILE)
                    .atMost(A_WHILE.plusSeconds(10))
                    .until(() -> {
                        JsonNode shown = clusters.show(cluster);
                        return shown.path("status").asText().equals("UPDATE_IN_PROGRESS");
                    });

            lab.reissue("tenant", name, Instant.now());
            clusters.await(cluster, "UPDATE_COMPLETE", "v1.32.5");
        }
    }

    private RealOpenStackLab start() throws IOException {
        return new RealOpenStackLab(ContractFixture.world(), folder, ToolFinder.create(), System.out::println);
    }

    private static Instant notAfter(int port) {
        return TlsLook.at(port)
                .map(certificate -> certificate.getNotAfter().toInstant())
                .orElseThrow(() -> new AssertionError("nobody serves a certificate on port " + port));
    }
}

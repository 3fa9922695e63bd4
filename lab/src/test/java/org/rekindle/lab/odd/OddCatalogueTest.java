// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.odd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.openstack.doctor.CloudDoctor;
import org.rekindle.activities.openstack.doctor.CloudFinding;
import org.rekindle.activities.openstack.doctor.CloudFinding.Status;

/** Keystone's answer to a login, of which each value is odd: Magnum is found all the same, or a sentence says what is not. */
@Timeout(180)
final class OddCatalogueTest {

    @TempDir
    private Path folder;

    @Test
    void everyOddValueOfALoginIsPassedOverOrSaid() throws IOException {
        try (OddCloud cloud = new OddCloud()) {
            JsonNode good = cloud.get(OddCloud.LOGIN);
            for (OddValues.Odd odd : OddValues.of(good)) {
                cloud.put(OddCloud.LOGIN, odd.document());
                List<CloudFinding> findings =
                        new CloudDoctor(cloud.sessions(folder), Clock.systemUTC()).examine("js2", List.of());

                assertThat(findings).as(odd.what()).isNotEmpty();
                findings.forEach(finding -> check(odd.what(), finding));
                if (isOfNoInterest(odd.what())) {
                    assertThat(findings)
                            .as(odd.what())
                            .anyMatch(finding -> finding.about().equals("magnum") && finding.status() == Status.OK);
                }
            }
        }
    }

    /** Another service's entry, and what a token tells besides: none of it may keep Magnum from being found. */
    private static boolean isOfNoInterest(String what) {
        return !what.startsWith("/token: ")
                && !what.startsWith("/token/catalog: ")
                && !what.startsWith("/token/catalog/0")
                // An odd type may be that of Magnum by chance, or the service may be the only one.
                && !what.startsWith("/token/catalog/1: ");
    }

    private static void check(String what, CloudFinding finding) {
        OddSentences.check(what, finding.sentence());
        assertThat(finding.sentence() + finding.cure()).as(what).doesNotContain("s3cret-canary", "token-1");
    }
}

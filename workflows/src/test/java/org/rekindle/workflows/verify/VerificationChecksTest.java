// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.model.fleet.Verification;

class VerificationChecksTest {

    private static final Verification NOTHING = Verification.of(key -> null);
    private static final Verification ALL = Verification.of(VerificationChecksTest::sample);

    @Test
    void machinesAreCheckedBeforeWhatUsersNeed() {
        assertThat(VerificationChecks.all())
                .extracting(VerificationCheck::step)
                .containsExactly(
                        "nodes ready",
                        "public names",
                        "public certificates",
                        "hub well",
                        "a user's cell",
                        "build and launch",
                        "scale-up",
                        "alert resolved",
                        "scale-down");
    }

    @Test
    void eachKeyReadsTheValueThatTheFleetFileGivesToIt() {
        assertThat(VerificationChecks.keys())
                .as("all but the list of hubs and the command, which have keys of their own")
                .hasSize(Verification.class.getRecordComponents().length - 2)
                .allSatisfy(key -> assertThat(key.value().apply(ALL)).isEqualTo(sample(key.name())));
    }

    @Test
    void aCheckIsConfiguredByItsKeysAlone() {
        for (VerificationCheck check : VerificationChecks.all()) {
            assertThat(check.isConfigured(ALL)).as(check.step()).isTrue();
            assertThat(check.isConfigured(NOTHING))
                    .as(check.step())
                    .isEqualTo(check.keys().isEmpty());
        }
    }

    /** A rebuild beside the old cluster needs a cell, and its remedy cannot look at the checks. */
    @Test
    void whereACheckThatRunsACellIsConfiguredTheFleetFileAsksForACell() {
        List<String> names =
                VerificationChecks.keys().stream().map(VerificationKey::name).toList();
        for (int some = 0; some < 1 << names.size(); some++) {
            int chosen = some;
            Verification verification =
                    Verification.of(key -> (chosen >> names.indexOf(key) & 1) == 1 ? "https://example.org" : null);

            assertThat(verification.asksForACell())
                    .as(verification.toString())
                    .isEqualTo(VerificationChecks.all().stream()
                            .filter(VerificationCheck::runsACell)
                            .anyMatch(check -> check.isConfigured(verification)));
        }
    }

    @Test
    void thePageExplainsTheStepOfEachCheck() throws IOException {
        String page = Files.readString(Path.of("../docs/reference/recover-cluster.md"));

        assertThat(VerificationChecks.all())
                .allSatisfy(check -> assertThat(page).contains("`" + check.step() + "`"));
    }

    @Test
    void aNameThatIsReadFromTheClusterNeedsAConnection() {
        Verification byService = Verification.of(Map.of("names.service", "support/ingress")::get);
        Verification byAddress = Verification.of(Map.of("names.address", "192.0.2.7")::get);

        assertThat(new PublicNames().needsConnection(byService)).isTrue();
        assertThat(new PublicNames().needsConnection(byAddress)).isFalse();
    }

    @Test
    void certificatesAreLookedAtWhereThereIsTlsAndNobodyForbidsIt() {
        assertThat(certificates("https://hub.example.org", "checked")).isTrue();
        assertThat(certificates("http://hub.example.org", "checked")).isFalse();
        assertThat(certificates("https://hub.example.org", "unchecked")).isFalse();
    }

    private static boolean certificates(String hub, String asked) {
        return new PublicCertificates().isConfigured(Verification.of(Map.of("hub", hub, "certificates", asked)::get));
    }

    private static String sample(String key) {
        if (key.equals("hub")) {
            return "https://hub.example.org";
        }
        return key;
    }

    @Test
    void aUsersCellNeedsATokenOfTheHub() {
        Verification hubAlone = Verification.of(Map.of("hub", "https://hub.example.org")::get);

        assertThat(new UserCell().isConfigured(hubAlone)).isFalse();
    }

    @Test
    void theUserOfTheProofIsTheRunsOwn() {
        assertThat(NOTHING.canary("0b8e2a4c")).isEqualTo("rekindle-canary-0b8e2a4c");
    }

    @Test
    void aBuildNeedsABinderHub() {
        Verification noBinder = Verification.of(Map.of("hub", "https://hub.example.org", "build", "gh/a/b/main")::get);

        assertThat(List.of(new BuildAndLaunch().isConfigured(noBinder), new HubWell().isConfigured(noBinder)))
                .containsExactly(false, true);
    }
}

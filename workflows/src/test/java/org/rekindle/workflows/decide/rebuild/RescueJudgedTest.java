// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.model.plan.ReasonCode.ADDRESSES_GO;
import static org.rekindle.workflows.model.plan.ReasonCode.CERTIFICATES_RESCUED;
import static org.rekindle.workflows.model.plan.ReasonCode.CLAIMS_BY_CLOUD;
import static org.rekindle.workflows.model.plan.ReasonCode.CLAIMS_KEPT;
import static org.rekindle.workflows.model.plan.ReasonCode.CLAIMS_OF_OTHERS;
import static org.rekindle.workflows.model.plan.ReasonCode.COPIED_EARLIER;
import static org.rekindle.workflows.model.plan.ReasonCode.HUB_STATE_KEPT;
import static org.rekindle.workflows.model.plan.ReasonCode.HUB_STATE_LOST;
import static org.rekindle.workflows.model.plan.ReasonCode.NOT_RESCUED;
import static org.rekindle.workflows.model.plan.ReasonCode.RELEASES_STANDING;
import static org.rekindle.workflows.model.plan.ReasonCode.RESCUE_NOT_ASKED_FOR;
import static org.rekindle.workflows.model.plan.ReasonCode.SECRETS_KEPT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.model.observation.RescuedSecret;
import org.rekindle.workflows.model.observation.RescuedVolume;
import org.rekindle.workflows.model.plan.Reason;

class RescueJudgedTest {

    private static final RescuedSecret HUB = secret("hub", "Opaque");
    private static final RescuedSecret CERTIFICATE = secret("https", RescuedSecret.TLS);
    private static final RescuedSecret OTHER = secret("registry", "Opaque");
    private static final RescuedVolume HOME = RescuedVolume.ofCinder("hubs", "claim-ana", "vol-1");

    @Test
    void whatIsKeptIsSaidByWhomItMattersTo() {
        RescueSighting all = sighting(List.of(HUB, CERTIFICATE, OTHER), List.of(HOME));

        assertThat(RescueJudged.kept(all))
                .containsExactly(
                        Reason.of(HUB_STATE_KEPT, "secrets", "hubs/hub"),
                        Reason.of(CERTIFICATES_RESCUED, "secrets", "hubs/https"),
                        Reason.of(SECRETS_KEPT, "secrets", "hubs/registry"),
                        Reason.of(CLAIMS_KEPT, "claims", "hubs/claim-ana"));
        RescuedVolume share = new RescuedVolume("hubs", "homes", "10.9.0.4:/homes", "nfs");
        assertThat(RescueJudged.kept(sighting(List.of(), List.of(HOME, share))))
                .containsExactly(
                        Reason.of(CLAIMS_KEPT, "claims", "hubs/claim-ana"),
                        Reason.of(CLAIMS_OF_OTHERS, "claims", "hubs/homes"));
        assertThat(RescueJudged.kept(sighting(List.of(), List.of()))).isEmpty();
        assertThat(RescueJudged.kept(null)).isEmpty();
    }

    @Test
    void whatGoesWithTheClusterIsSaid() {
        assertThat(RescueJudged.lost(null)).containsExactly(Reason.of(RESCUE_NOT_ASKED_FOR), Reason.of(HUB_STATE_LOST));
        assertThat(RescueJudged.lost(sighting(List.of(HUB), List.of()))).isEmpty();
        assertThat(RescueJudged.lost(sighting(List.of(OTHER), List.of()))).containsExactly(Reason.of(HUB_STATE_LOST));
        assertThat(RescueJudged.lost(new RescueSighting(
                        List.of(HUB),
                        List.of(),
                        List.of("hubs/ingress 192.0.2.7"),
                        List.of("hub 4.3.3, revision 2"),
                        List.of("No answer."),
                        List.of("Secret hubs/hub of 2026-03-01T02:00:00Z"),
                        List.of("hubs/claim-ana"),
                        true)))
                .containsExactly(
                        Reason.of(RELEASES_STANDING, "releases", "hub 4.3.3, revision 2"),
                        Reason.of(ADDRESSES_GO, "addresses", "hubs/ingress 192.0.2.7"),
                        Reason.of(NOT_RESCUED, "detail", "No answer."),
                        Reason.of(COPIED_EARLIER, "copies", "Secret hubs/hub of 2026-03-01T02:00:00Z"),
                        Reason.of(CLAIMS_BY_CLOUD, "claims", "hubs/claim-ana"));
    }

    @Test
    void aPromiseThatALaterRescueCannotKeepIsNamed() {
        RescueSighting promised = sighting(List.of(HUB, OTHER), List.of(HOME));

        assertThat(RescueJudged.missing(promised, promised)).isEmpty();
        assertThat(RescueJudged.missing(promised, sighting(List.of(OTHER), List.of())))
                .containsExactly("hubs/hub", "claim hubs/claim-ana");
        assertThat(RescueJudged.missing(promised, null))
                .containsExactly("hubs/hub", "hubs/registry", "claim hubs/claim-ana");
        assertThat(RescueJudged.missing(null, promised)).isEmpty();
    }

    private static RescuedSecret secret(String name, String type) {
        return new RescuedSecret("hubs", name, type, List.of("key"));
    }

    @Test
    void whatDoesNotStandYetIsNamedWithoutItsValues() {
        RescueSighting rescued = sighting(List.of(HUB, CERTIFICATE), List.of(HOME));

        assertThat(RescueJudged.notPutBack(rescued, List.of("Secret hubs/https", "PersistentVolume pvc-1")))
                .containsExactly("Secret hubs/hub", "PersistentVolumeClaim hubs/claim-ana, volume vol-1");
        assertThat(RescueJudged.notPutBack(
                        rescued,
                        List.of("Secret hubs/hub", "Secret hubs/https", "PersistentVolumeClaim hubs/claim-ana")))
                .isEmpty();
    }

    private static RescueSighting sighting(List<RescuedSecret> secrets, List<RescuedVolume> volumes) {
        return new RescueSighting(secrets, volumes, List.of(), List.of(), List.of(), List.of(), List.of(), false);
    }
}

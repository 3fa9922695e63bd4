// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AutoscalerStatusTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.5Z");
    private static final ScalableGroup GROUP = new ScalableGroup(
            "core", "MachineDeployment/ns/stack-core", 1, 5, new NodeTemplate(4000, 1, 110, Map.of(), List.of()));

    @Test
    void theTextIsTheYamlThatTheRealOneWrites() throws Exception {
        AutoscalerStatus.Group group = new AutoscalerStatus.Group(
                GROUP, new GroupSize(2, 1, 3), 2, 1, AT.minusSeconds(600), AT.minusSeconds(60));
        JsonNode status = new YAMLMapper().readTree(new AutoscalerStatus(AT, List.of(group)).text());

        assertThat(status.path("time").asText()).isEqualTo("2026-11-22 10:00:00.500000000 +0000 UTC");
        assertThat(status.path("autoscalerStatus").asText()).isEqualTo("Running");
        JsonNode wide = status.path("clusterWide");
        assertThat(wide.at("/health/status").asText()).isEqualTo("Healthy");
        assertThat(wide.at("/health/nodeCounts/registered/total").asInt()).isEqualTo(2);
        assertThat(wide.at("/scaleUp/status").asText()).isEqualTo("InProgress");
        assertThat(wide.at("/scaleDown/status").asText()).isEqualTo("CandidatesPresent");
        assertThat(wide.at("/scaleDown/candidates").asInt()).isEqualTo(1);
        JsonNode core = status.path("nodeGroups").path(0);
        assertThat(core.path("name").asText()).isEqualTo("MachineDeployment/ns/stack-core");
        assertThat(core.at("/health/cloudProviderTarget").asInt()).isEqualTo(3);
        assertThat(core.at("/health/minSize").asInt()).isEqualTo(1);
        assertThat(core.at("/health/maxSize").asInt()).isEqualTo(5);
        assertThat(core.at("/health/lastProbeTime").asText()).isEqualTo("2026-11-22T10:00:00.500Z");
        assertThat(core.at("/scaleUp/lastTransitionTime").asText()).isEqualTo("2026-11-22T09:59:00.500Z");
    }

    @Test
    void aGroupAtRestSaysSo() throws Exception {
        AutoscalerStatus.Group group = new AutoscalerStatus.Group(GROUP, new GroupSize(1, 0, 1), 1, 0, AT, AT);
        JsonNode status = new YAMLMapper().readTree(new AutoscalerStatus(AT, List.of(group)).text());
        assertThat(status.at("/nodeGroups/0/scaleUp/status").asText()).isEqualTo("NoActivity");
        assertThat(status.at("/nodeGroups/0/scaleDown/status").asText()).isEqualTo("NoCandidates");
        assertThat(status.at("/nodeGroups/0/scaleDown").has("candidates")).isFalse();
    }
}

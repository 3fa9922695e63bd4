// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.Mutations;

final class MagnumChangesTest {

    @TempDir
    private Path folder;

    @Test
    void nothingHasChangedBeforeMagnumNotesAnything() {
        assertThat(new MagnumChanges(folder).read().all()).isEmpty();
    }

    @Test
    void eachRequestIsOfItsKind() throws Exception {
        Mutations read = noted(
                note("POST", "/v1/clusters", 202, "one", "run-1", "u1"),
                note("POST", "/v1/clusters/u1/actions/upgrade", 202, null, null, "u1"),
                note("POST", "/v1/clusters/u1/actions/resize", 202, null, null, "u1"),
                note("PATCH", "/v1/clusters/u1", 202, null, null, "u1"),
                note("POST", "/v1/clusters/u1/nodegroups", 202, "core", null, "g1"),
                note("DELETE", "/v1/clusters/u1/nodegroups/g1", 204, null, null, null),
                note("POST", "/v1/certificates", 201, null, null, null),
                note("PATCH", "/v1/certificates/u1", 400, null, null, null),
                note("PATCH", "/v1/credentials/u1", 202, null, null, null),
                note("POST", "/v1/clustertemplates", 201, "t", null, "t1"),
                note("DELETE", "/v1/clusters/u1", 204, null, null, null));

        assertThat(read.all())
                .extracting(Mutation::kind)
                .containsExactly(
                        Mutation.Kind.CREATE,
                        Mutation.Kind.UPGRADE,
                        Mutation.Kind.RESIZE,
                        Mutation.Kind.UPDATE,
                        Mutation.Kind.NODE_GROUP_CHANGE,
                        Mutation.Kind.NODE_GROUP_CHANGE,
                        Mutation.Kind.CERTIFICATE_SIGN,
                        Mutation.Kind.CERTIFICATE_AUTHORITY_ROTATION,
                        Mutation.Kind.CREDENTIAL_ROTATION,
                        Mutation.Kind.TEMPLATE_CHANGE,
                        Mutation.Kind.DELETE);
        assertThat(read.all().get(0)).satisfies(create -> {
            assertThat(create.clusterUuid()).isEqualTo("u1");
            assertThat(create.runMark()).isEqualTo("run-1");
        });
        assertThat(read.all())
                .extracting(Mutation::newNodeGroup)
                .filteredOn("core"::equals)
                .hasSize(1);
        assertThat(read.all().get(10).clusterUuid()).isEqualTo("u1");
    }

    @Test
    void aFailedUpgradeCountsSinceItMovesTheTemplateAndARefusedOneDoesNot() throws Exception {
        Mutations read = noted(
                note("POST", "/v1/clusters/u1/actions/upgrade", 500, null, null, null),
                note("POST", "/v1/clusters/u1/actions/upgrade", 400, null, null, null),
                note("DELETE", "/v1/clusters/u1", 404, null, null, null));

        assertThat(read.carriedOut()).isEqualTo(Map.of(Mutation.Kind.UPGRADE, 1));
        assertThat(read.refused()).isEqualTo(Map.of(Mutation.Kind.UPGRADE, 1, Mutation.Kind.DELETE, 1));
    }

    @Test
    void anUpgradeSaysWhereItLeads() throws Exception {
        Mutations read = noted("""
                {"at": "2026-03-01T12:00:00Z", "method": "POST", "path": "/v1/clusters/u1/actions/upgrade", "answer": 202,
                 "request": "req", "name": null, "mark": null, "uuid": "u1", "template": "t-1.33"}""".replace('\n', ' '));

        assertThat(read.all()).extracting(Mutation::upgradeTo).containsExactly("t-1.33");
    }

    @Test
    void aNoteThatIsNoJsonIsSaid() {
        assertThatThrownBy(() -> noted("rubbish")).hasMessageContaining("rubbish");
    }

    private Mutations noted(String... notes) throws Exception {
        Files.write(folder.resolve(MagnumChanges.NOTES), List.of(notes));
        return new MagnumChanges(folder).read();
    }

    private static String note(String method, String path, int answer, String name, String mark, String uuid) {
        return ("{\"at\": \"2026-11-25T09:10:03.123Z\", \"method\": \"%s\", \"path\": \"%s\", \"answer\": %d,"
                        + " \"request\": \"req-1\", \"name\": %s, \"mark\": %s, \"uuid\": %s}")
                .formatted(method, path, answer, quoted(name), quoted(mark), quoted(uuid));
    }

    private static String quoted(String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way in which sops is run, with shell scripts in its place. */
class SopsTest {

    private static final Path ENCRYPTED =
            Path.of("src/test/resources/org/rekindle/activities/helm/sops-encrypted.yaml");

    @TempDir
    private Path folder;

    @Test
    void thePlainFileIsForItsOwnerAlone() throws IOException {
        Path plain = Sops.decrypt(program("[ \"$1\" = --decrypt ] && cat \"$2\""), ENCRYPTED, folder);

        assertThat(plain).hasParent(folder).hasSameTextualContentAs(ENCRYPTED);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(plain)))
                .isEqualTo("rw-------");
    }

    @Test
    void aMissingKeyIsSaidWithTheFileAndTheCure() throws IOException {
        Path program = program(
                "echo 'Failed to get the data key' >&2; echo 'https://u:S3cretCanary@kms.example' >&2; exit 128");

        assertThatThrownBy(() -> Sops.decrypt(program, ENCRYPTED, folder))
                .hasMessageContaining("REFUSED")
                .hasMessageContaining(ENCRYPTED + " is encrypted by sops and could not be decrypted")
                .hasMessageContaining("`sops --decrypt " + ENCRYPTED + "` works")
                .hasMessageContaining("Failed to get the data key")
                .hasMessageNotContaining("S3cretCanary");
    }

    @Test
    void valuesSopsEncryptedAreAFaultOnlyWhereNothingDecryptsThem() {
        assertThat(ValuesFile.fault(ENCRYPTED, true)).isEmpty();
        assertThat(ValuesFile.isEncryptedBySops(ENCRYPTED)).isTrue();
        assertThat(ValuesFile.fault(ENCRYPTED, false).orElseThrow().problem()).isEqualTo("is encrypted by sops");
    }

    private Path program(String script) throws IOException {
        return Files.writeString(
                Files.createFile(
                        folder.resolve("sops"),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))),
                "#!/bin/sh\n" + script + "\n");
    }
}

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

/** What becomes of what sops prints and ends with, by shell scripts; the lab has the test with the real program. */
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

    /** The digest is of all values in plain text. */
    @Test
    void aChangedFileIsSaidWithItsOwnCureAndWithoutTheDigest() throws IOException {
        String digest = "1FF5".repeat(32);
        Path program = program("echo 'MAC mismatch. File has " + digest + ", computed " + digest + "' >&2; exit 51");

        assertThatThrownBy(() -> Sops.decrypt(program, ENCRYPTED, folder))
                .hasMessageContaining("something else than sops has changed it: take it from its repository again")
                .hasMessageContaining("MAC mismatch. File has (a digest), computed (a digest)")
                .hasMessageNotContaining("give the worker's user the key");
    }

    @Test
    void whatEndsOtherwiseIsNotPutDownToTheKey() throws IOException {
        Path program = program("echo 'Could not unmarshal input data' >&2; exit 1");

        assertThatThrownBy(() -> Sops.decrypt(program, ENCRYPTED, folder))
                .hasMessageContaining("could not be decrypted; look at why, so that `sops --decrypt " + ENCRYPTED)
                .hasMessageContaining("sops says: Could not unmarshal input data");
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

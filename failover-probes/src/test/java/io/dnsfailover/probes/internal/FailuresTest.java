package io.dnsfailover.probes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of(Failures.Phase.OPEN, new SocketException("Too many open files"), Reason.LOCAL_TROUBLE),
                Arguments.of(Failures.Phase.OPEN, new BindException(), Reason.LOCAL_TROUBLE),
                Arguments.of(Failures.Phase.OPEN, new IllegalArgumentException(), Reason.LOCAL_TROUBLE),
                Arguments.of(Failures.Phase.CONNECT, new ConnectException(), Reason.REFUSED),
                Arguments.of(Failures.Phase.CONNECT, new BindException(), Reason.LOCAL_TROUBLE),
                Arguments.of(Failures.Phase.CONNECT, new SocketException("unreachable"), Reason.LOCAL_TROUBLE),
                Arguments.of(Failures.Phase.CONNECT, new NoRouteToHostException(), Reason.LOCAL_TROUBLE),
                Arguments.of(Failures.Phase.CONNECTING, new ConnectException(), Reason.REFUSED),
                Arguments.of(Failures.Phase.CONNECTING, new NoRouteToHostException(), Reason.UNREACHABLE),
                Arguments.of(Failures.Phase.CONNECTING, new SocketException("unreachable"), Reason.UNREACHABLE),
                Arguments.of(Failures.Phase.CONNECTING, new BindException(), Reason.LOCAL_TROUBLE),
                Arguments.of(Failures.Phase.HANDSHAKE, new SSLException("x"), Reason.TLS_FAILED),
                Arguments.of(Failures.Phase.HANDSHAKE, new SocketException("x"), Reason.RESET),
                Arguments.of(Failures.Phase.STREAM, new IOException("Broken pipe"), Reason.RESET),
                Arguments.of(Failures.Phase.STREAM, new NoRouteToHostException(), Reason.UNREACHABLE),
                Arguments.of(Failures.Phase.DATAGRAM, new PortUnreachableException(), Reason.REFUSED),
                Arguments.of(Failures.Phase.DATAGRAM, new NoRouteToHostException(), Reason.UNREACHABLE),
                Arguments.of(Failures.Phase.DATAGRAM, new IOException("no buffers"), Reason.LOCAL_TROUBLE));
    }

    @ParameterizedTest
    @MethodSource("table")
    void reason_followsFromPhaseAndClass(Failures.Phase phase, Throwable trouble, Reason reason) {
        assertThat(Failures.of(phase, trouble).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @MethodSource("phases")
    @DisplayName("what nobody foresaw is no evidence, in every phase")
    void unforeseen_isInconclusive(Failures.Phase phase) {
        assertThat(Failures.of(phase, new IllegalStateException("bug")).reason().outcome())
                .isEqualTo(io.dnsfailover.model.Outcome.INCONCLUSIVE);
        assertThat(Failures.of(phase, new OutOfMemoryError()).reason()).isEqualTo(Reason.LOCAL_TROUBLE);
    }

    static Stream<Failures.Phase> phases() {
        return Stream.of(Failures.Phase.values());
    }

    @Test
    void certificateTrouble_isFoundHoweverDeep() {
        SSLHandshakeException outer = new SSLHandshakeException("handshake failed");
        outer.initCause(new CertificateException("wrapper", new CertificateNotYetValidException("NotBefore: later")));

        Finding finding = Failures.of(Failures.Phase.HANDSHAKE, outer);

        assertThat(finding.reason()).isEqualTo(Reason.CERTIFICATE_NOT_YET_VALID);
        assertThat(finding.detail()).isEqualTo("certificate not valid yet: NotBefore: later");
    }

    @Test
    void causesThatGoInCircles_end() {
        IOException one = new IOException("one");
        IOException two = new IOException("two", one);
        one.initCause(two);

        assertThat(Failures.of(Failures.Phase.STREAM, one).reason()).isEqualTo(Reason.RESET);
    }
}

package io.dnsfailover.dns.proof;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.testkit.contract.ProofContract;
import java.net.InetSocketAddress;

/** The contract with a server of {@code example.com.} at some address. */
abstract class ProofAtAddressContract extends ProofContract {
    private final String provider;

    ProofAtAddressContract(String provider) {
        this.provider = provider;
    }

    abstract InetSocketAddress address();

    abstract InetSocketAddress deadAddress();

    @Override
    protected DnsName zone() {
        return DnsName.of("example.com.");
    }

    @Override
    protected DnsName foreignZone() {
        return DnsName.of("example.org.");
    }

    @Override
    protected AuthoritativeServer server() {
        return at(address());
    }

    @Override
    protected AuthoritativeServer deadServer() {
        return at(deadAddress());
    }

    private AuthoritativeServer at(InetSocketAddress address) {
        return new AuthoritativeServer(provider, DnsName.of("ns1.example.com."), ServerAddress.text(address));
    }
}

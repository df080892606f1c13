-- The schema of a trader in food, after the public description of the Northwind sample database: its tables, columns, types and keys. All rows are made up.
CREATE TABLE Categories (CategoryID INTEGER PRIMARY KEY AUTOINCREMENT, CategoryName TEXT, Description TEXT, Picture BLOB);
CREATE TABLE Customers (CustomerID TEXT NOT NULL PRIMARY KEY, CompanyName TEXT, ContactName TEXT, City TEXT, Country TEXT);
CREATE TABLE Regions (RegionID INTEGER PRIMARY KEY, RegionDescription TEXT NOT NULL);
CREATE TABLE Territories (
    TerritoryID TEXT NOT NULL PRIMARY KEY,
    TerritoryDescription TEXT NOT NULL,
    RegionID INTEGER NOT NULL REFERENCES Regions (RegionID)
);
CREATE TABLE Employees (
    EmployeeID INTEGER PRIMARY KEY AUTOINCREMENT,
    LastName TEXT,
    FirstName TEXT,
    BirthDate DATE,
    HireDate DATE,
    Photo BLOB,
    ReportsTo INTEGER REFERENCES Employees (EmployeeID)
);
CREATE TABLE EmployeeTerritories (
    EmployeeID INTEGER NOT NULL REFERENCES Employees (EmployeeID),
    TerritoryID TEXT NOT NULL REFERENCES Territories (TerritoryID),
    PRIMARY KEY (EmployeeID, TerritoryID)
);
CREATE TABLE Shippers (ShipperID INTEGER PRIMARY KEY AUTOINCREMENT, CompanyName TEXT NOT NULL, Phone TEXT);
CREATE TABLE Suppliers (SupplierID INTEGER PRIMARY KEY AUTOINCREMENT, CompanyName TEXT NOT NULL, Country TEXT, HomePage TEXT);
CREATE TABLE Products (
    ProductID INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    ProductName TEXT NOT NULL,
    SupplierID INTEGER,
    CategoryID INTEGER,
    UnitPrice NUMERIC DEFAULT 0,
    UnitsInStock INTEGER DEFAULT 0,
    Discontinued BOOLEAN NOT NULL DEFAULT 0,
    FOREIGN KEY (CategoryID) REFERENCES Categories (CategoryID),
    FOREIGN KEY (SupplierID) REFERENCES Suppliers (SupplierID)
);
CREATE TABLE Orders (
    OrderID INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CustomerID TEXT,
    EmployeeID INTEGER,
    OrderDate DATETIME,
    RequiredDate DATETIME,
    ShippedDate DATETIME,
    ShipVia INTEGER,
    Freight NUMERIC DEFAULT 0,
    ShipCity TEXT,
    FOREIGN KEY (EmployeeID) REFERENCES Employees (EmployeeID),
    FOREIGN KEY (CustomerID) REFERENCES Customers (CustomerID),
    FOREIGN KEY (ShipVia) REFERENCES Shippers (ShipperID)
);
CREATE TABLE "Order Details" (
    OrderID INTEGER NOT NULL,
    ProductID INTEGER NOT NULL,
    UnitPrice NUMERIC NOT NULL DEFAULT 0,
    Quantity INTEGER NOT NULL DEFAULT 1,
    Discount REAL NOT NULL DEFAULT 0,
    PRIMARY KEY (OrderID, ProductID),
    FOREIGN KEY (OrderID) REFERENCES Orders (OrderID),
    FOREIGN KEY (ProductID) REFERENCES Products (ProductID)
);
CREATE VIEW "Current Product List" AS SELECT ProductID, ProductName FROM Products WHERE Discontinued = 0;

INSERT INTO Categories VALUES (1, 'Beverages', 'Teas and juices', x'15'), (2, 'Condiments', 'Sauces and spreads', x'1C'), (3, 'Seafood', NULL, NULL);
INSERT INTO Customers VALUES
    ('ALFAB', 'Alfa Bäckerei', 'Maria Anders', 'Berlin', 'Germany'),
    ('BERGS', 'Bergs snabbköp', 'Christina Berg', 'Luleå', 'Sweden'),
    ('CONSH', 'Consolid Holdings', 'Elizabeth Brown', 'London', 'United Kingdom'),
    ('PARIS', 'Paris spécialités', NULL, 'Paris', 'France');
INSERT INTO Regions VALUES (1, 'Eastern'), (2, 'Western');
INSERT INTO Territories VALUES ('01581', 'Westboro', 1), ('02116', 'Boston', 1), ('94025', 'Menlo Park', 2), ('98004', 'Bellevue', 2);
INSERT INTO Employees VALUES
    (1, 'Davola', 'Nancy', '1968-12-08', '2012-05-01', x'151C', 2),
    (2, 'Fullard', 'Andrew', '1952-02-19', '2012-08-14', NULL, NULL),
    (3, 'Leversen', 'Janet', '1963-08-30', '2012-04-01', NULL, 2),
    (5, 'Buchan', 'Steven', '1955-03-04', '2013-10-17', NULL, 2);
INSERT INTO EmployeeTerritories VALUES (1, '01581'), (1, '02116'), (2, '94025'), (3, '94025'), (3, '98004');
INSERT INTO Shippers VALUES (1, 'Speedy', '555-9831'), (2, 'United', '555-3199');
INSERT INTO Suppliers VALUES (1, 'Exotic Liquids', 'United Kingdom', NULL), (2, 'Nordisk fisk', 'Norway', 'https://fisk.example');
INSERT INTO Products VALUES
    (1, 'Chai', 1, 1, 18, 39, 0), (2, 'Chang', 1, 1, 19.5, 17, 0), (3, 'Aniseed syrup', 1, 2, 10, 13, 1), (10, 'Ikura', 2, 3, 31.25, 31, 0);
INSERT INTO Orders VALUES
    (10248, 'PARIS', 5, '2025-09-04', '2025-10-01', '2025-09-16', 2, 32.38, 'Paris'),
    (10249, 'ALFAB', 1, '2025-09-05', '2025-10-16', '2025-10-10', 1, 11.61, 'Berlin'),
    (10250, 'CONSH', 3, '2025-10-08', '2025-11-05', NULL, 2, 65.83, 'London'),
    (10251, 'ALFAB', 3, '2025-10-08', '2025-11-05', '2025-10-15', 1, 41.34, 'Berlin'),
    (10252, 'GONE!', NULL, '2025-10-09', '2025-11-06', '2025-10-01', NULL, 0, NULL);
INSERT INTO "Order Details" VALUES
    (10248, 1, 14, 12, 0), (10248, 3, 9.8, 10, 0.05), (10249, 2, 18.6, 9, 0), (10249, 10, 42.4, 40, 0.25), (10250, 1, 7.7, 10, 0), (10251, 2, 16.8, 6, 0.05),
    (10251, 3, 15.6, 15, 0), (10252, 10, 16.8, 20, 0.1);
